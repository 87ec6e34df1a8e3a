import { z } from 'zod';
import { containerInput } from './containers.ts';
import { duplex } from './route.ts';

/** Keys and pastes as bytes, or a new size. */
export type TerminalUp = Uint8Array | { kind: 'resize'; cols: number; rows: number };
/** Output as bytes, or news of the session. */
export type TerminalDown =
  | Uint8Array
  | { kind: 'ready' /** Shell that runs, or the container's main command. */; command: string; tty: boolean }
  | { kind: 'exit' /** null when the engine does not tell. */; code: number | null };

const size = { cols: z.number().int().min(2).max(2000), rows: z.number().int().min(1).max(1000) };

export const terminalRoutes = {
  /** A new shell in a running container. Cancelling it ends the shell's session. */
  'terminal.exec': duplex<TerminalUp, TerminalDown>()(containerInput.extend(size)),
  /** The streams of the main process. Cancelling it detaches and kills nothing. */
  'terminal.attach': duplex<TerminalUp, TerminalDown>()(containerInput.extend(size)),
};
