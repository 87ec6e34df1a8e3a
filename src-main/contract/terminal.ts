import { z } from 'zod';
import { containerInput } from './containers.ts';
import { duplex } from './route.ts';

export const terminalSize = z.object({
  cols: z.number().int().min(2).max(2000),
  rows: z.number().int().min(1).max(1000),
});
export type TerminalSize = z.output<typeof terminalSize>;

/** Keys and pastes as bytes, or a new size. */
export type TerminalUp = Uint8Array | ({ kind: 'resize' } & TerminalSize);

/**
 * Whether keys reach the process. `none`: it was started without an input. `once`: its input closes with the
 * first client that leaves (StdinOnce), which would end most processes, so it is left alone.
 */
export type TerminalInput = 'open' | 'none' | 'once';

/** Output as bytes, or news of the session. */
export type TerminalDown =
  | Uint8Array
  | {
      kind: 'ready';
      /** Shell that runs, or the container's main command. */
      command: string;
      tty: boolean;
      input: TerminalInput;
    }
  | { kind: 'exit' /** null when the engine does not tell. */; code: number | null };

export const terminalRoutes = {
  /** A new shell in a running container. Cancelling it ends the shell's session. */
  'terminal.exec': duplex<TerminalUp, TerminalDown>()(containerInput.extend(terminalSize.shape)),
  /** The streams of the main process. Cancelling it detaches and kills nothing. */
  'terminal.attach': duplex<TerminalUp, TerminalDown>()(containerInput.extend(terminalSize.shape)),
};
