import type { AppInfo, settingsRoutes } from '../contract/settings.ts';
import type { Handlers } from '../rpc/server.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export function settingsHandlers(file: SettingsFile, info: AppInfo): Handlers<typeof settingsRoutes> {
  return {
    'settings.watch': (_, { signal }) => file.watch(signal),
    'settings.set': (patch) => file.set(patch),
    'app.info': async () => info,
  };
}
