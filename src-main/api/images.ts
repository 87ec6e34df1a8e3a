import type { imageRoutes } from '../contract/images.ts';
import { imageHistory, imageUsage, inspectImage, removeImage } from '../engine/images.ts';
import type { HostList } from '../hosts/host-list.ts';
import type { Handlers } from '../rpc/server.ts';
import { pullTask } from '../tasks/pull.ts';
import type { TaskList } from '../tasks/task-list.ts';

export function imageHandlers(hosts: HostList, tasks: TaskList): Handlers<typeof imageRoutes> {
  return {
    'images.watch': ({ host }, { signal }) => hosts.inventory(host).images.watch(signal),
    'images.pull': async ({ host, reference }) => ({
      task: pullTask(tasks, hosts.engine(host), reference).id,
    }),
    'images.remove': ({ host, id, force }) => removeImage(hosts.engine(host), id, { force }),
    'images.history': ({ host, id }, { signal }) => imageHistory(hosts.engine(host), id, { signal }),
    'images.inspect': ({ host, id }, { signal }) => inspectImage(hosts.engine(host), id, { signal }),
    'images.usage': ({ host }, { signal }) => imageUsage(hosts.engine(host), { signal }),
  };
}
