import { activityEn } from './activity.en.ts';
import { containersEn } from './containers.en.ts';
import { errorsEn } from './errors.en.ts';
import { frameEn } from './frame.en.ts';
import { hostsEn } from './hosts.en.ts';
import { imagesEn } from './images.en.ts';
import { inspectEn } from './inspect.en.ts';
import { listsEn } from './lists.en.ts';
import { logsEn } from './logs.en.ts';
import { overviewEn } from './overview.en.ts';
import { runEn } from './run.en.ts';
import { settingsEn } from './settings.en.ts';
import { tasksEn } from './tasks.en.ts';
import { terminalEn } from './terminal.en.ts';
import { uiEn } from './ui.en.ts';

/** Every text of the app in English; its keys are the type that all other languages must fill. */
export const en = {
  ...uiEn,
  ...inspectEn,
  ...hostsEn,
  ...activityEn,
  ...tasksEn,
  ...settingsEn,
  ...listsEn,
  ...imagesEn,
  ...errorsEn,
  ...containersEn,
  ...frameEn,
  ...logsEn,
  ...overviewEn,
  ...runEn,
  ...terminalEn,
};

export type Dictionary = typeof en;
export type Key = keyof Dictionary;
