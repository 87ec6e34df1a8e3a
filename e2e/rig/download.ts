import { chmodSync } from 'node:fs';
import path from 'node:path';
import type { RunningApp } from './app.ts';
import { newDir } from './state.ts';

/** A finished download: the name that was proposed, and the file. */
export type Downloaded = { name: string; file: string };

/** Does what begins a download and waits for its end. In a window this answers the system's dialog for the user. */
export async function download(app: RunningApp, begin: () => Promise<void>): Promise<Downloaded> {
  const folder = newDir('download');
  // The window runs as another user.
  chmodSync(folder, 0o777);
  if (app.electron === undefined) {
    const started = app.page.waitForEvent('download');
    await begin();
    const item = await started;
    const file = path.join(folder, item.suggestedFilename());
    await item.saveAs(file);
    return { name: item.suggestedFilename(), file };
  }
  const done = await app.electron.evaluateHandle(
    ({ session }, saveIn) => ({
      ended: new Promise<string>((resolve, reject) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(`${saveIn}/${item.getFilename()}`);
          item.once('done', (_done, state) =>
            state === 'completed' ? resolve(item.getFilename()) : reject(new Error(`download ${state}`)),
          );
        });
      }),
    }),
    folder,
  );
  await begin();
  const name = await done.evaluate(({ ended }) => ended);
  return { name, file: path.join(folder, name) };
}
