import type { Settings } from './settings.ts';

/*
 * What the page needs of the contract at run time. It stands apart from the routes, whose schemas would bring the
 * schema library into the page.
 */

/** Calls to engines that are kept. */
export const ACTIVITY_KEPT = 500;

export const RESTART_POLICIES = ['no', 'always', 'unless-stopped', 'on-failure'] as const;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  density: 'comfortable',
  sidebar: 'open',
  lists: {},
};
