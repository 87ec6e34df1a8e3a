import type { ActivityLog } from '../activity/activity-log.ts';
import type { activityRoutes } from '../contract/activity.ts';
import type { Handlers } from '../rpc/server.ts';

export function activityHandlers(activity: ActivityLog): Handlers<typeof activityRoutes> {
  return {
    'activity.watch': (_, { signal }) => activity.watch(signal),
    'activity.clear': async () => activity.clear(),
  };
}
