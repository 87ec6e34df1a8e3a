import { z } from 'zod';
import { call, stream } from './route.ts';

/** How a list is shown; kept per list. */
export const listPrefs = z.object({
  sort: z.object({ column: z.string().max(64), descending: z.boolean() }).optional(),
  /** Columns shown or hidden against their default. */
  shown: z.record(z.string().max(64), z.boolean()).optional(),
  /** Pixels. */
  widths: z.record(z.string().max(64), z.number().min(20).max(2000)).optional(),
  collapsed: z.array(z.string().max(256)).max(1000).optional(),
  grouped: z.boolean().optional(),
});
export type ListPrefs = z.infer<typeof listPrefs>;

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'ko']),
  density: z.enum(['comfortable', 'compact']),
  sidebar: z.enum(['open', 'collapsed']),
  lists: z.record(z.string().max(64), listPrefs),
});
export type Settings = z.infer<typeof settings>;

/** `lists` is merged by list; all else replaces. */
export const settingsPatch = settings.partial();

/** Facts about this program, fixed for its lifetime. */
export interface AppInfo {
  version: string;
  shell: 'electron' | 'web';
  platform: 'linux' | 'darwin' | 'win32' | 'other';
  dataDir: string;
  /** Language asked for on the command line, before the setting. */
  language?: 'en' | 'ko' | undefined;
}

export const settingsRoutes = {
  /** The settings, again at each change. */
  'settings.watch': stream<Settings>()(z.object({})),
  'settings.set': call<void>()(settingsPatch),
  'app.info': call<AppInfo>()(z.object({})),
};
