import { describe, expect, it } from 'vitest';
import { findProgram, hasRange, searchPath } from './facts.ts';

// The managed engine is Linux's alone.
describe.runIf(process.platform === 'linux')('the facts of the system', () => {
  describe('searchPath', () => {
    it('adds the sbin beside each bin that is listed, and no other', () => {
      expect(searchPath({ PATH: '/home/ada/bin:/usr/local/bin:/usr/bin' })).toEqual([
        '/home/ada/bin',
        '/usr/local/bin',
        '/usr/bin',
        '/usr/local/sbin',
        '/usr/sbin',
      ]);
    });

    it('keeps to absolute folders', () => {
      expect(searchPath({ PATH: ':.:bin:/opt/tools' })).toEqual(['/opt/tools']);
      expect(searchPath({})).toEqual([]);
    });
  });

  it('finds a program, but no folder of its name', () => {
    expect(findProgram('sh', ['/nowhere', '/bin'])).toBe('/bin/sh');
    expect(findProgram('bin', ['/usr'])).toBeUndefined();
  });

  describe('hasRange', () => {
    it('takes the name or the number of the user, and only a range for all ids of a container', () => {
      expect(hasRange('ada:100000:65536\n', 'ada', 1000)).toBe(true);
      expect(hasRange('1000:100000:65536\n', 'ada', 1000)).toBe(true);
      expect(hasRange('ada:100000:1000\nbob:200000:65536\n', 'ada', 1000)).toBe(false);
      expect(hasRange('', 'ada', 1000)).toBe(false);
    });
  });
});
