import { join } from 'node:path';
import { version } from '../../package.json';
import { EXIT_FAILED, readOptions, say } from '../command-line.ts';
import type { Core } from '../core.ts';
import { chooseDataDir } from '../data-dir.ts';
import { USAGE } from '../options.ts';
import { listPageFiles } from '../page/files.ts';
import { openBrowser } from './open-browser.ts';
import { startWebServer } from './server.ts';

/** A signal ends the program within 5 s, whatever an engine does; in ms. */
const STOP_MOST_MS = 4_500;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  // One stream's defect must not take the others' containers out of sight.
  process.on('uncaughtException', (error) => say(error.stack ?? error.message));
  // Whoever read the address may be gone.
  process.stdout.on('error', () => {});

  let made: Promise<Core> | undefined;
  const server = await startWebServer({
    port: options.port,
    files: await listPageFiles(join(__dirname, '..', 'renderer')),
    serve: (port) => void made?.then((core) => core.serve(port)),
    onLocked: () => say('too many wrong tokens: nobody new is let in until a restart'),
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_MOST_MS);
    Promise.all([server.close(), made?.then((core) => core.close())])
      .catch((error) => say(error.message))
      .finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  // The browser asks for the page while the core is loaded, and its port waits for it. Not before the server
  // listens: a port that is taken must not leave a started engine behind.
  process.stdout.write(`Gantry: ${server.address}\n`);
  if (options.open) {
    openBrowser(server.newTicketAddress(), (reason) => say(`open the address yourself: ${reason}`));
  }
  made = import('../core.ts').then(({ createCore }) =>
    createCore({
      dataDir: chooseDataDir(options.dataDir, process.env),
      shell: 'web',
      language: options.language,
      version,
      env: process.env,
    }),
  );
  await made;
}

main().catch((error: NodeJS.ErrnoException) => {
  say(error.code === 'EADDRINUSE' ? 'that port is in use; choose another with --port' : error.message);
  process.exit(EXIT_FAILED);
});
