import { AppError, type AppErrorData } from '../../../src-main/contract/errors.ts';
import { TERMINAL_WINDOW } from '../../../src-main/contract/protocol.ts';
import type { TerminalDown, TerminalInput, TerminalSize } from '../../../src-main/contract/terminal.ts';
import { connected } from '../../rpc/connection.ts';
import { InputQueue } from './input-queue.ts';
import { LineEditor } from './line-editor.ts';
import { pastePieces } from './paste-pieces.ts';

export type SessionKind = 'shell' | 'main';

export type SessionState =
  | { kind: 'connecting' }
  | { kind: 'running'; command: string; tty: boolean; input: TerminalInput }
  /** The process exited; null when the engine does not tell its code. */
  | { kind: 'ended'; code: number | null }
  /** It did not begin. */
  | { kind: 'failed'; error: AppErrorData }
  /** It ran, and its stream broke off. */
  | { kind: 'lost'; error: AppErrorData };

/** What a session needs of its screen. */
export interface Screen {
  readonly size: TerminalSize;
  readonly bracketedPaste: boolean;
  write(bytes: Uint8Array): Promise<void>;
  print(text: string): void;
  newLine(): void;
  begin(process: { tty: boolean; takesKeys: boolean }): void;
  end(): void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One process on one screen: its streams, from the opening to its end, and again. */
export class Session {
  readonly #target: { host: string; id: string };
  readonly #kind: SessionKind;
  readonly #screen: Screen;
  readonly #onState: (state: SessionState) => void;
  #abort: AbortController | undefined;
  #queue: InputQueue | undefined;
  /** Of a main process without a TTY. */
  #editor: LineEditor | undefined;

  constructor(
    target: { host: string; id: string },
    kind: SessionKind,
    screen: Screen,
    onState: (state: SessionState) => void,
  ) {
    this.#target = target;
    this.#kind = kind;
    this.#screen = screen;
    this.#onState = onState;
  }

  /** Opens it, or opens it anew below what stands on the screen. */
  async start(): Promise<void> {
    this.close();
    const abort = new AbortController();
    this.#abort = abort;
    this.#editor = undefined;
    this.#screen.newLine();
    let reached: SessionState['kind'] | undefined;
    const become = (next: SessionState) => {
      if (this.#abort !== abort) return;
      reached = next.kind;
      this.#onState(next);
    };
    const isAt = (kind: SessionState['kind']) => reached === kind;
    become({ kind: 'connecting' });
    try {
      const client = await connected(abort.signal);
      const { size } = this.#screen;
      const route = this.#kind === 'shell' ? 'terminal.exec' : 'terminal.attach';
      const duplex = client.duplex(
        route,
        { ...this.#target, ...size },
        {
          signal: abort.signal,
          window: TERMINAL_WINDOW,
          // What the screen has parsed is granted again: a flood waits in the engine, and a key is never behind it.
          onItem: (item) => this.#receive(item, become),
        },
      );
      this.#queue = new InputQueue((item) => duplex.send(item));
      const now = this.#screen.size;
      if (now.cols !== size.cols || now.rows !== size.rows) this.#queue.resize(now);
      await duplex.ended;
      if (!isAt('ended')) throw new AppError('STREAM_LOST', 'the stream ended without an exit code');
    } catch (thrown) {
      const error = AppError.from(thrown).toData();
      if (this.#abort !== abort) return;
      become(isAt('connecting') ? { kind: 'failed', error } : { kind: 'lost', error });
    }
    if (this.#abort !== abort) return;
    this.#queue = undefined;
    this.#screen.end();
  }

  /** Keys, or an answer of the terminal. */
  type(bytes: Uint8Array): void {
    if (this.#editor) this.#edit(decoder.decode(bytes));
    else this.#queue?.type(bytes);
  }

  /** Clipboard text of any length. */
  paste(text: string): void {
    if (this.#editor) this.#edit(text.replace(/\r\n/g, '\n'));
    else this.#queue?.paste(pastePieces(text, this.#screen.bracketedPaste));
  }

  resize(size: TerminalSize): void {
    this.#queue?.resize(size);
  }

  /** Ends a shell, detaches from a main process. */
  close(): void {
    const abort = this.#abort;
    this.#abort = undefined;
    this.#queue = undefined;
    abort?.abort();
  }

  #receive(item: TerminalDown, become: (state: SessionState) => void): Promise<void> | undefined {
    if (item instanceof Uint8Array) return this.#screen.write(item);
    if (item.kind === 'ready') {
      const { command, tty, input } = item;
      const takesKeys = input === 'open';
      if (takesKeys && !tty) this.#editor = new LineEditor();
      this.#screen.begin({ tty, takesKeys });
      become({ kind: 'running', command, tty, input });
    } else become({ kind: 'ended', code: item.code });
    return undefined;
  }

  #edit(text: string): void {
    const edit = this.#editor?.take(text);
    if (!edit) return;
    if (edit.echo) this.#screen.print(edit.echo);
    if (edit.send) this.#queue?.type(encoder.encode(edit.send));
  }
}
