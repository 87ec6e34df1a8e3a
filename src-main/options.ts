/** What the command line asks for. */
export interface Options {
  web: boolean;
  /** 0: a free one. */
  port: number;
  /** Whether to open the browser. */
  open: boolean;
  dataDir: string | undefined;
  language: 'en' | 'ko' | undefined;
  help: boolean;
}

export const USAGE = `Usage: npm start -- [options]

  --web             serve to a browser instead of opening a window
  --port N          the port to serve on (default: a free one)
  --no-open         do not open the browser
  --data-dir DIR    the folder that holds settings and engines
  --lang en|ko      the language of the page and the menus
  --help            show this help
`;

/** A command line that cannot be followed; the message is one line for the user. */
export class UsageError extends Error {}

const LAST_PORT = 65_535;

/**
 * Reads the command line; values follow their flag as the next argument or after `=`.
 * Throws a UsageError. With `ignoreUnknown` what is not ours is skipped: Electron is started with flags of
 * Chromium's beside ours.
 */
export function parseOptions(
  args: readonly string[],
  { ignoreUnknown = false }: { ignoreUnknown?: boolean } = {},
): Options {
  const options: Options = {
    web: false,
    port: 0,
    open: true,
    dataDir: undefined,
    language: undefined,
    help: false,
  };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const equals = arg.indexOf('=');
    const flag = equals < 0 ? arg : arg.slice(0, equals);
    const value = (): string => {
      const text = equals < 0 ? args[++index] : arg.slice(equals + 1);
      if (!text) throw new UsageError(`${flag} needs a value`);
      return text;
    };
    const bare = () => {
      if (equals >= 0) throw new UsageError(`${flag} takes no value`);
      return true;
    };
    if (flag === '--web') options.web = bare();
    else if (flag === '--no-open') options.open = !bare();
    else if (flag === '--help' || flag === '-h') options.help = bare();
    else if (flag === '--port') options.port = parsePort(value());
    else if (flag === '--data-dir') options.dataDir = value();
    else if (flag === '--lang') options.language = parseLanguage(value());
    else if (!ignoreUnknown) throw new UsageError(`unknown option ${arg}; --help lists them`);
  }
  return options;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > LAST_PORT) {
    throw new UsageError(`--port wants a number from 0 to ${LAST_PORT}, not ${text}`);
  }
  return port;
}

function parseLanguage(text: string): 'en' | 'ko' {
  if (text !== 'en' && text !== 'ko') throw new UsageError(`--lang wants en or ko, not ${text}`);
  return text;
}
