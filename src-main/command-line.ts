import { type Options, parseOptions, UsageError } from './options.ts';

export const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Tells the user something; stdout is kept for the address. */
export function say(line: string): void {
  process.stderr.write(`gantry: ${line}\n`);
}

/** Reads the program's arguments; one that cannot be followed ends it with a word. */
export function readOptions(...args: Parameters<typeof parseOptions>): Options {
  try {
    return parseOptions(...args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    process.exit(EXIT_USAGE);
  }
}
