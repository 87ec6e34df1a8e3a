import { describe, expect, it } from 'vitest';
import { LineEditor } from './line-editor.ts';

describe('LineEditor', () => {
  it('shows what is typed and sends it by lines', () => {
    const editor = new LineEditor();
    expect(editor.take('안녕')).toEqual({ echo: '안녕', send: '' });
    expect(editor.take('\r')).toEqual({ echo: '\r\n', send: '안녕\n' });
    expect(editor.take('a\rb')).toEqual({ echo: 'a\r\nb', send: 'a\n' });
  });

  it('takes back as many cells as a character has', () => {
    const editor = new LineEditor();
    editor.take('a한😀');
    expect(editor.take('\x7f').echo).toBe('\b \b\b \b');
    expect(editor.take('\x7f').echo).toBe('\b \b\b \b');
    expect(editor.take('\x7f').echo).toBe('\b \b');
    expect(editor.take('\x7f').echo).toBe('');
    expect(editor.take('z\r').send).toBe('z\n');
  });

  it('drops the line at Ctrl+C and Ctrl+U', () => {
    const editor = new LineEditor();
    editor.take('rm');
    expect(editor.take('\x03').echo).toBe('^C\r\n');
    editor.take('ab');
    expect(editor.take('\x15').echo).toBe('\b \b\b \b');
    expect(editor.take('\r').send).toBe('\n');
  });

  it('never takes an answer of the terminal, or an arrow key, for text', () => {
    const editor = new LineEditor();
    expect(editor.take('\x1b[?1;2c')).toEqual({ echo: '', send: '' });
    expect(editor.take('\x1b[A')).toEqual({ echo: '', send: '' });
    expect(editor.take('\r').send).toBe('\n');
  });
});
