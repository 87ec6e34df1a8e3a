import { AppError } from '../contract/errors.ts';

/**
 * Docker closes a process's streams a moment before it notes that the process has ended, and offers nothing to
 * wait on for an exec: its state is asked for until it settles, for at most this long, in ms.
 */
const SETTLE_MS = 1_000;
const ASK_EVERY_MS = 25;

export interface EndState {
  running: boolean;
  exitCode: number | null;
}

/**
 * What became of a process whose stream ended. Answers with its exit code, or null when the process and its
 * container are gone. Fails with STREAM_LOST when it still runs, or when the engine does not answer.
 */
export async function exitCode(inspect: () => Promise<EndState>): Promise<number | null> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    let state: EndState;
    try {
      state = await inspect();
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'NOT_FOUND') return null;
      throw lost(error.detail ?? error.message);
    }
    if (!state.running) return state.exitCode;
    if (Date.now() > deadline) throw lost('the stream ended while the process runs');
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

function lost(detail: string): AppError {
  return new AppError('STREAM_LOST', 'the terminal lost its process’s stream', { detail });
}
