import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logTail, rotateLog } from './log.ts';
import { findUnpacked, parseUris, unpackedEnv } from './packages.ts';
import { enginePaths, makePrivateDir, removeDir } from './paths.ts';
import { lowerLimits } from './podman-config.ts';

// The managed engine is Linux's alone.
describe.runIf(process.platform === 'linux')('the files of an engine', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-files-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  describe('the log', () => {
    it('tells its last whole lines, not from before a start', () => {
      const log = path.join(dir, 'engine.log');
      writeFileSync(log, 'old start\n');
      const from = statSync(log).size;
      appendFileSync(log, 'new start\nfailed\n');
      expect(logTail(log, from)).toBe('new start\nfailed');
      appendFileSync(log, `${'가'.repeat(3000)}\nlast\n`);
      expect(logTail(log)).toBe('last');
      expect(logTail(path.join(dir, 'none'))).toBe('');
    });

    it('stays bounded, and keeps what came before', () => {
      const log = path.join(dir, 'engine.log');
      writeFileSync(log, 'x'.repeat(1000));
      rotateLog(log);
      expect(statSync(log).size).toBe(1000);
      writeFileSync(log, 'x'.repeat(5 * 1024 * 1024));
      rotateLog(log);
      expect([statSync(log).size, statSync(`${log}.1`).size]).toEqual([0, 5 * 1024 * 1024]);
    });
  });

  describe('folders', () => {
    it('keep sockets short however deep the data lies', () => {
      const deep = enginePaths(path.join(dir, 'd'.repeat(90)), { XDG_RUNTIME_DIR: '/run/user/1000' });
      expect(deep.run).toMatch(/^\/run\/user\/1000\/gantry-\d+-[0-9a-f]{6}$/);
      expect(enginePaths('/data', {}).socket).toBe('/data/engine/run/engine.sock');
    });

    it('are for their user alone, and no link to elsewhere', () => {
      const open = path.join(dir, 'open');
      mkdirSync(open, { mode: 0o755 });
      makePrivateDir(open);
      expect(statSync(open).mode & 0o777).toBe(0o700);
      symlinkSync(open, path.join(dir, 'link'));
      expect(() => makePrivateDir(path.join(dir, 'link'))).toThrow(/another user/);
    });

    it('are removed with folders in them that cannot be entered', () => {
      const closed = path.join(dir, 'run', 'closed');
      mkdirSync(path.join(closed, 'in'), { recursive: true });
      writeFileSync(path.join(closed, 'in', 'file'), '');
      removeDir(path.join(dir, 'run'));
      expect(statSync(path.join(dir, 'run'), { throwIfNoEntry: false })).toBeUndefined();
    });
  });

  describe('packages', () => {
    const unpack = (name: string, packages: string[]) => {
      mkdirSync(path.join(dir, name, 'usr/lib/x86_64-linux-gnu/xtables'), { recursive: true });
      writeFileSync(path.join(dir, name, 'packages.json'), JSON.stringify(packages));
    };

    it('are used again when they are whole and enough', () => {
      unpack('docker.io_1.part', ['docker.io', 'runc']);
      expect(findUnpacked(dir, ['runc'])).toBeUndefined();
      unpack('docker.io_1', ['docker.io', 'runc']);
      expect(findUnpacked(dir, ['runc'])).toBe(path.join(dir, 'docker.io_1'));
      expect(findUnpacked(dir, ['runc', 'slirp4netns'])).toBeUndefined();
      expect(findUnpacked(path.join(dir, 'none'), ['runc'])).toBeUndefined();
    });

    it('come before the system on the search path', () => {
      unpack('u', []);
      const env = unpackedEnv(path.join(dir, 'u'), { PATH: '/usr/bin', HOME: '/root' });
      expect(env.PATH?.split(':')[0]).toBe(path.join(dir, 'u/usr/sbin'));
      expect(env.PATH?.endsWith(':/usr/bin')).toBe(true);
      expect(env.LD_LIBRARY_PATH).toBe(path.join(dir, 'u/usr/lib/x86_64-linux-gnu'));
      expect(env.XTABLES_LIBDIR).toBe(path.join(dir, 'u/usr/lib/x86_64-linux-gnu/xtables'));
      expect(env.HOME).toBe('/root');
    });

    it('are read from what apt would download', () => {
      const text = [
        'Need to get 70.3 MB of archives.',
        "'http://mirror.test/pool/r/runc/runc_1.1.5%2bds1_amd64.deb' runc_1.1.5+ds1_amd64.deb 2709960 MD5Sum:55",
        "'http://mirror.test/x.txt' x.txt 1 MD5Sum:55",
      ].join('\n');
      expect(parseUris(text)).toEqual([{ name: 'runc_1.1.5+ds1_amd64.deb', size: 2709960 }]);
    });
  });

  it("gives podman's containers no more than the system allows", () => {
    const limits = (nproc: string, nofile: string) =>
      [
        'Limit                     Soft Limit           Hard Limit           Units     ',
        `Max processes             1                    ${nproc.padEnd(20)} processes `,
        `Max open files            1                    ${nofile.padEnd(20)} files     `,
      ].join('\n');
    expect(lowerLimits(limits('96365', '20000'), '32768\n')).toEqual([
      'nofile=20000:20000',
      'nproc=32768:32768',
    ]);
    expect(lowerLimits(limits('unlimited', '1048576'), '4194304\n')).toEqual([]);
  });
});
