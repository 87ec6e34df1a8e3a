import { activityRoutes } from './activity.ts';
import { containerRoutes } from './containers.ts';
import { hostRoutes } from './hosts.ts';
import { imageRoutes } from './images.ts';
import { settingsRoutes } from './settings.ts';
import { taskRoutes } from './tasks.ts';
import { terminalRoutes } from './terminal.ts';

/** Every route between page and main side, by its path. */
export const api = {
  ...hostRoutes,
  ...containerRoutes,
  ...imageRoutes,
  ...terminalRoutes,
  ...taskRoutes,
  ...activityRoutes,
  ...settingsRoutes,
};

export type Api = typeof api;
