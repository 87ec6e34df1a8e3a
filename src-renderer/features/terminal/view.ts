import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import { TERMINAL_SCROLLBACK } from '../../../src-main/contract/protocol.ts';
import type { TerminalSize } from '../../../src-main/contract/terminal.ts';
import { readToken } from '../../styles/theme.ts';
import { searchColours, terminalColours } from './colours.ts';
import { openableAddress, openLink } from './links.ts';

/** Bytes that are parsed in one go: a few ms even where every third byte scrolls. */
const SLICE_BYTES = 16 * 1024;
/** Matches that are marked at once. */
const MARKED_MATCHES = 1_000;
const NARROWEST = 2;

/**
 * Ends what a program may have left open when its stream broke: an unfinished sequence (CAN), mouse and focus
 * reports, bracketed paste, colours. No cursor is shown where no key has an effect.
 */
const RESTORE = '\x18\x1b[!p\x1b[?1000;1002;1003;1004;1006;2004l\x1b[m\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
/** Only from the alternate screen: elsewhere it would move the cursor to where one was saved. */
const LEAVE_ALTERNATE = '\x1b[?1049l';

export interface ViewEvents {
  /** Keys as bytes of UTF-8 or of the program's own mouse protocol; answers of the terminal as well. */
  onType(bytes: Uint8Array): void;
  onResize(size: TerminalSize): void;
  /** Before xterm takes a key; true keeps it from the terminal. */
  onKey(event: KeyboardEvent): boolean;
  onPaste(text: string): void;
  /** How many matches a search has, and which is the current one (from 1; 0 if none). */
  onFound(current: number, count: number): void;
  /** The true address of the link under the pointer, or none. */
  onLink(address: string | undefined): void;
}

const encoder = new TextEncoder();

/** One terminal's screen. It lives outside of React, keeps what it shows while hidden, and can be shown anywhere. */
export class TerminalView {
  readonly #terminal: Terminal;
  readonly #element = document.createElement('div');
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon({ highlightLimit: MARKED_MATCHES });
  #webgl: WebglAddon | undefined;
  #opened = false;
  #onFontsLoaded = () => this.#redraw();

  constructor(events: ViewEvents, { screenReader }: { screenReader: boolean }) {
    this.#element.style.cssText = 'width:100%;height:100%';
    this.#terminal = new Terminal({
      allowProposedApi: true,
      // Random bytes would otherwise print an error each.
      logLevel: 'off',
      scrollback: TERMINAL_SCROLLBACK,
      fontFamily: readToken('--font-mono'),
      fontSize: Number.parseFloat(readToken('--text-mono')),
      lineHeight: 1.2,
      theme: terminalColours(),
      screenReaderMode: screenReader,
      // Reserved for links that a program names with OSC 8; the others are found in the text.
      linkHandler: {
        activate: openLink,
        hover: (_, text) => events.onLink(openableAddress(text)),
        leave: () => events.onLink(undefined),
        allowNonHttpProtocols: false,
      },
      disableStdin: true,
    });
    const terminal = this.#terminal;
    terminal.loadAddon(this.#fit);
    terminal.loadAddon(this.#search);
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = '11';
    terminal.loadAddon(
      new WebLinksAddon(openLink, {
        hover: (_, text) => events.onLink(openableAddress(text)),
        leave: () => events.onLink(undefined),
      }),
    );
    terminal.onData((text) => events.onType(encoder.encode(text)));
    terminal.onBinary((text) => events.onType(Uint8Array.from(text, (char) => char.charCodeAt(0))));
    terminal.onResize(({ cols, rows }) => events.onResize({ cols, rows }));
    terminal.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || !events.onKey(event));
    this.#search.onDidChangeResults(({ resultIndex, resultCount }) =>
      events.onFound(resultIndex + 1, resultCount),
    );
    // Before xterm's own handler: its text area would take ten megabytes as its text.
    this.#element.addEventListener(
      'paste',
      (event) => {
        event.preventDefault();
        event.stopPropagation();
        events.onPaste(event.clipboardData?.getData('text/plain') ?? '');
      },
      { capture: true },
    );
  }

  get size(): TerminalSize {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  get bracketedPaste(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  get selection(): string {
    return this.#terminal.getSelection();
  }

  /** Shows it inside an element, in the size of that element. `describedBy` is the id of a text about its keys. */
  show(parent: HTMLElement, { label, describedBy }: { label: string; describedBy: string }): void {
    parent.append(this.#element);
    if (!this.#opened) {
      this.#opened = true;
      this.#terminal.open(this.#element);
      document.fonts.addEventListener('loadingdone', this.#onFontsLoaded);
    }
    this.#terminal.textarea?.setAttribute('aria-label', label);
    this.#terminal.textarea?.setAttribute('aria-describedby', describedBy);
    this.#loadWebgl();
    this.fit();
    this.#terminal.refresh(0, this.#terminal.rows - 1);
  }

  /** Takes it off the page; contexts of WebGL are few, so only what is visible has one. */
  hide(): void {
    this.#dropWebgl();
    this.#element.remove();
  }

  dispose(): void {
    this.hide();
    document.fonts.removeEventListener('loadingdone', this.#onFontsLoaded);
    this.#terminal.dispose();
  }

  /** Fills the element it is shown in. */
  fit(): void {
    const size = this.#fit.proposeDimensions();
    if (!size || !(size.cols >= NARROWEST) || !(size.rows >= 1)) return;
    this.#terminal.resize(size.cols, size.rows);
  }

  /** Resolves when the bytes have been parsed: then there is room for more. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
        const last = at + SLICE_BYTES >= bytes.length;
        this.#terminal.write(bytes.subarray(at, at + SLICE_BYTES), last ? resolve : undefined);
      }
      if (bytes.length === 0) resolve();
    });
  }

  /** Text of ours, between the bytes of the process. */
  print(text: string): void {
    this.#terminal.write(text);
  }

  /** Prepares for a process: whether it has a TTY (else its line ends move down only), and whether it takes keys. */
  begin({ tty, takesKeys }: { tty: boolean; takesKeys: boolean }): void {
    this.#terminal.options.convertEol = !tty;
    this.#terminal.options.disableStdin = !takesKeys;
    if (takesKeys) this.#terminal.write(SHOW_CURSOR);
  }

  /** The process is gone: takes no keys, and lets go of the modes that it left on. */
  end(): void {
    this.#terminal.options.disableStdin = true;
    this.#terminal.write(RESTORE, () => {
      if (this.#terminal.buffer.active.type === 'alternate') this.#terminal.write(LEAVE_ALTERNATE);
    });
  }

  /** Moves to a new line for the next process, if anything stands in this one. */
  newLine(): void {
    this.#terminal.write('', () => {
      if (this.#terminal.buffer.active.cursorX > 0) this.#terminal.write('\r\n');
    });
  }

  focus(): void {
    this.#terminal.focus();
  }

  get hasFocus(): boolean {
    return this.#element.contains(document.activeElement);
  }

  selectAll(): void {
    this.#terminal.selectAll();
  }

  /** Drops all lines but the one with the cursor. */
  clear(): void {
    this.#terminal.clear();
  }

  setScreenReader(on: boolean): void {
    this.#terminal.options.screenReaderMode = on;
  }

  /** Reads the colours of the theme in effect again. */
  recolour(): void {
    this.#terminal.options.theme = terminalColours();
  }

  find(text: string, direction: 'next' | 'previous', incremental = false): void {
    const options = { incremental, decorations: searchColours() };
    if (text === '') this.#search.clearDecorations();
    else if (direction === 'next') this.#search.findNext(text, options);
    else this.#search.findPrevious(text, options);
  }

  endFind(): void {
    this.#search.clearDecorations();
    this.#terminal.clearSelection();
  }

  #loadWebgl(): void {
    if (this.#webgl) return;
    const webgl = new WebglAddon();
    try {
      webgl.onContextLoss(() => this.#dropWebgl());
      this.#terminal.loadAddon(webgl);
      this.#webgl = webgl;
    } catch {
      // No WebGL here: xterm draws with elements of the page.
      webgl.dispose();
    }
  }

  #dropWebgl(): void {
    this.#webgl?.dispose();
    this.#webgl = undefined;
  }

  /** A font that came late left its letters drawn in another. */
  #redraw(): void {
    if (!this.#element.isConnected) return;
    this.#webgl?.clearTextureAtlas();
    this.fit();
  }
}
