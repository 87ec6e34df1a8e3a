import { describe, expect, it } from 'vitest';
import { openableAddress } from './links.ts';

describe('openableAddress', () => {
  it('lets http and https through, as they really are', () => {
    expect(openableAddress('http://localhost:8080/a')).toBe('http://localhost:8080/a');
    expect(openableAddress('https://EXAMPLE.com')).toBe('https://example.com/');
    expect(openableAddress('https://аpple.com/')).toBe('https://xn--pple-43d.com/');
  });

  it('lets nothing else through', () => {
    for (const text of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'vscode://x',
      'x',
      '',
    ])
      expect(openableAddress(text)).toBeUndefined();
  });
});
