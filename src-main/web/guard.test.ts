import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Guard, WRONG_TOKENS_MOST } from './guard.ts';

const onLocked = vi.fn();
let guard: Guard;
beforeEach(() => {
  onLocked.mockReset();
  guard = new Guard(4000, onLocked);
});

describe('Host and Origin', () => {
  test.each(['127.0.0.1:4000', 'localhost:4000'])('%s is ours', (host) => {
    expect(guard.isAddressedToUs({ host })).toBe(true);
    expect(guard.isAddressedToUs({ host, origin: `http://${host}` })).toBe(true);
  });

  test.each([undefined, '', '127.0.0.1', '127.0.0.1:4001', 'rebound.example:4000', '127.0.0.1:4000.example'])(
    'Host %s is not',
    (host) => {
      expect(guard.isAddressedToUs({ host })).toBe(false);
    },
  );

  test.each(['', 'null', 'http://evil.example', 'https://127.0.0.1:4000', 'http://127.0.0.1:4001'])(
    'Origin %j is not',
    (origin) => {
      expect(guard.isAddressedToUs({ host: '127.0.0.1:4000', origin })).toBe(false);
    },
  );

  test('the standard port is left out of the Host', () => {
    const standard = new Guard(80, onLocked);
    expect(standard.isAddressedToUs({ host: '127.0.0.1', origin: 'http://127.0.0.1' })).toBe(true);
  });

  test('a WebSocket needs an Origin', () => {
    expect(guard.isOpenedByOurPage({ host: '127.0.0.1:4000' })).toBe(false);
    expect(guard.isOpenedByOurPage({ host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000' })).toBe(true);
  });
});

describe('cookie', () => {
  test('is out of reach of scripts and of other sites', () => {
    expect(guard.sessionCookie()).toMatch(/^gantry-4000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('opens the session, among others too', () => {
    const [pair] = guard.sessionCookie().split(';');
    expect(guard.hasSession({ cookie: pair })).toBe(true);
    expect(guard.hasSession({ cookie: `a=b; ${pair}; gantry-4001=x` })).toBe(true);
  });

  test('nothing else does, the token least of all', () => {
    const [pair = ''] = guard.sessionCookie().split(';');
    for (const cookie of [
      undefined,
      '',
      'gantry-4000=',
      `gantry-4000=${guard.token}`,
      `x${pair}`,
      `${pair}x`,
    ]) {
      expect(guard.hasSession({ cookie })).toBe(false);
    }
    const other = new Guard(4000, onLocked);
    expect(other.hasSession({ cookie: pair })).toBe(false);
  });
});

describe('tokens', () => {
  test('the printed one is good again and again', () => {
    expect(guard.tryToken(guard.token)).toBe('accepted');
    expect(guard.tryToken(guard.token)).toBe('accepted');
  });

  test('a ticket is good once', () => {
    const ticket = guard.newTicket();
    expect(guard.tryToken(ticket)).toBe('accepted');
    expect(guard.tryToken(ticket)).toBe('wrong');
  });

  test('a ticket is good for a minute', () => {
    const ticket = guard.newTicket(1_000);
    expect(guard.tryToken(ticket, 61_000)).toBe('wrong');
  });

  test('after too many wrong ones the right one is refused too, and sessions go on', () => {
    const [cookie] = guard.sessionCookie().split(';');
    for (let tries = 1; tries <= WRONG_TOKENS_MOST; tries++) {
      expect(onLocked).not.toHaveBeenCalled();
      expect(guard.tryToken(`guess ${tries}`)).toBe('wrong');
    }
    expect(onLocked).toHaveBeenCalledTimes(1);
    expect(guard.tryToken(guard.token)).toBe('closed');
    expect(guard.hasSession({ cookie })).toBe(true);
  });
});
