import { activityKo } from './activity.ko.ts';
import { containersKo } from './containers.ko.ts';
import type { Key } from './en.ts';
import { errorsKo } from './errors.ko.ts';
import { frameKo } from './frame.ko.ts';
import { hostsKo } from './hosts.ko.ts';
import { imagesKo } from './images.ko.ts';
import { inspectKo } from './inspect.ko.ts';
import { listsKo } from './lists.ko.ts';
import { logsKo } from './logs.ko.ts';
import { overviewKo } from './overview.ko.ts';
import { runKo } from './run.ko.ts';
import { settingsKo } from './settings.ko.ts';
import { tasksKo } from './tasks.ko.ts';
import { terminalKo } from './terminal.ko.ts';
import { uiKo } from './ui.ko.ts';

export const ko: Readonly<Record<Key, string>> = {
  ...uiKo,
  ...inspectKo,
  ...hostsKo,
  ...activityKo,
  ...tasksKo,
  ...settingsKo,
  ...listsKo,
  ...imagesKo,
  ...errorsKo,
  ...containersKo,
  ...frameKo,
  ...logsKo,
  ...overviewKo,
  ...runKo,
  ...terminalKo,
};
