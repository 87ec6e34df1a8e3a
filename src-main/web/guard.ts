import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Wrong tokens after which no token is taken any more: a page elsewhere in the browser may be guessing. */
export const WRONG_TOKENS_MOST = 10;
/** How long the address that the browser is opened with is good for, in ms. */
const TICKET_LIFE_MS = 60_000;
const SECRET_BYTES = 32;
const HTTP_PORT = 80;

/** What the guard looks at, as Node's requests carry it. */
export interface Asked {
  host?: string | undefined;
  origin?: string | undefined;
  cookie?: string | undefined;
}

export type TokenAnswer = 'accepted' | 'wrong' | 'closed';

/**
 * Decides who may talk to the app on loopback. Any page that the user visits can send requests there, and any
 * name can be made to resolve there: so the names are checked, and a cookie that no other site's request
 * carries is wanted, which only the token of the printed address can be exchanged for.
 */
export class Guard {
  /** In the printed address; good for as long as the program runs. */
  readonly token = newSecret();
  readonly #session = newSecret();
  readonly #port: number;
  #ticket: { secret: string; until: number } | undefined;
  #wrongTokens = 0;

  readonly #onLocked: () => void;

  /** `onLocked` is told once, when so many wrong tokens came that none is taken any more. */
  constructor(port: number, onLocked: () => void) {
    this.#port = port;
    this.#onLocked = onLocked;
  }

  /**
   * A token that is good once and for a minute: the browser is opened with it, since other users of the
   * machine can read the arguments of a command.
   */
  newTicket(now = Date.now()): string {
    this.#ticket = { secret: newSecret(), until: now + TICKET_LIFE_MS };
    return this.#ticket.secret;
  }

  /** Whether the request was meant for us: the Host is ours, and so is the Origin, if there is one. */
  isAddressedToUs({ host, origin }: Asked): boolean {
    return this.#isOurHost(host) && (origin === undefined || origin === `http://${host}`);
  }

  /** The same for a WebSocket, which browsers never open without an Origin. */
  isOpenedByOurPage(asked: Asked): boolean {
    return asked.origin !== undefined && this.isAddressedToUs(asked);
  }

  /** Whether the request carries the cookie. */
  hasSession({ cookie = '' }: Asked): boolean {
    const name = this.#cookieName();
    return cookie.split(';').some((part) => {
      const [key, value = ''] = part.trim().split('=', 2);
      return key === name && sameSecret(value, this.#session);
    });
  }

  /** Checks a token; after too many wrong ones none is good any more. */
  tryToken(token: string, now = Date.now()): TokenAnswer {
    if (this.#wrongTokens >= WRONG_TOKENS_MOST) return 'closed';
    if (sameSecret(token, this.token)) return 'accepted';
    if (this.#ticket && now < this.#ticket.until && sameSecret(token, this.#ticket.secret)) {
      this.#ticket = undefined;
      return 'accepted';
    }
    if (++this.#wrongTokens === WRONG_TOKENS_MOST) this.#onLocked();
    return 'wrong';
  }

  /** The `Set-Cookie` that answers a right token. Cookies know no ports, hence the port in the name. */
  sessionCookie(): string {
    return `${this.#cookieName()}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  #cookieName(): string {
    return `gantry-${this.#port}`;
  }

  #isOurHost(host: string | undefined): boolean {
    return ['127.0.0.1', 'localhost'].some(
      (name) => host === `${name}:${this.#port}` || (this.#port === HTTP_PORT && host === name),
    );
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
