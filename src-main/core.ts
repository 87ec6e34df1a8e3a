import { ActivityLog } from './activity/activity-log.ts';
import { activityHandlers } from './api/activity.ts';
import { containerHandlers } from './api/containers.ts';
import { hostHandlers } from './api/hosts.ts';
import { imageHandlers } from './api/images.ts';
import { settingsHandlers } from './api/settings.ts';
import { taskHandlers } from './api/tasks.ts';
import { terminalHandlers } from './api/terminal.ts';
import { api } from './contract/api.ts';
import type { Port } from './contract/protocol.ts';
import type { AppInfo } from './contract/settings.ts';
import { chooseHosts } from './hosts/choose.ts';
import { HostList } from './hosts/host-list.ts';
import { serve } from './rpc/server.ts';
import { SettingsFile } from './settings/settings-file.ts';
import { TaskList } from './tasks/task-list.ts';
import { TerminalSessions } from './terminal/sessions.ts';

export interface Core {
  /** Serves the whole api on one port, until the port closes. */
  serve(port: Port): void;
  settings: SettingsFile;
  /** Ends all work, closes all connections, and stops the engine that Gantry runs. */
  close(): Promise<void>;
}

export interface CoreOptions {
  /** Made when missing, mode 0700. */
  dataDir: string;
  shell: AppInfo['shell'];
  language?: 'en' | 'ko' | undefined;
  version: string;
  env: NodeJS.ProcessEnv;
}

/** Puts the main side together. Resolves before any engine has answered. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { dataDir, env, language, shell, version } = options;
  const settings = await SettingsFile.open(dataDir);
  const activity = new ActivityLog();
  const tasks = new TaskList();
  const sessions = new TerminalSessions();
  const hosts = new HostList((call) => activity.record(call));
  const info: AppInfo = { version, shell, platform: platformName(process.platform), dataDir, language };
  const handlers = {
    ...hostHandlers(hosts),
    ...containerHandlers(hosts, tasks),
    ...imageHandlers(hosts, tasks),
    ...terminalHandlers(hosts, sessions),
    ...taskHandlers(tasks),
    ...activityHandlers(activity),
    ...settingsHandlers(settings, info),
  };
  const chosen = chooseHosts({ env, dataDir, platform: process.platform, tasks }).then((choice) => {
    for (const plan of choice.plans) hosts.add(plan);
    return choice;
  });
  return {
    settings,
    serve: (port) => serve(port, api, handlers),
    async close() {
      const { managed } = await chosen;
      await Promise.all([tasks.close(), sessions.close()]);
      await hosts.close();
      await managed?.stop();
    },
  };
}

function platformName(platform: NodeJS.Platform): AppInfo['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
