import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { type Settings, settings, type settingsPatch } from '../contract/settings.ts';
import { DEFAULT_SETTINGS } from '../contract/values.ts';
import { News } from '../rpc/news.ts';

/** The user's settings, kept in `settings.json` of the data folder (0600 in 0700). */
export class SettingsFile {
  #file: string;
  #current: Settings = DEFAULT_SETTINGS;
  #news = new News();
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string) {
    this.#file = file;
  }

  /** Reads what is there; a field that does not fit falls back to its default, alone. */
  static async open(dataDir: string): Promise<SettingsFile> {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const file = new SettingsFile(path.join(dataDir, 'settings.json'));
    try {
      file.#current = repaired(JSON.parse(await readFile(file.#file, 'utf8')));
    } catch {
      // Missing or no JSON: the defaults hold until something is set.
    }
    return file;
  }

  get(): Settings {
    return this.#current;
  }

  /** Takes a change over, tells the watchers and writes it; rejects when it cannot be written. */
  set(patch: z.output<typeof settingsPatch>): Promise<void> {
    const lists = { ...this.#current.lists, ...patch.lists };
    this.#current = { ...this.#current, ...patch, lists };
    this.#news.tell();
    this.#writing = this.#writing.then(
      () => this.#write(),
      () => this.#write(),
    );
    return this.#writing;
  }

  watch(signal: AbortSignal): AsyncGenerator<Settings> {
    return this.#news.watch(() => this.#current, { signal });
  }

  async #write(): Promise<void> {
    const part = `${this.#file}.part`;
    await writeFile(part, `${JSON.stringify(this.#current, null, 2)}\n`, { mode: 0o600 });
    await rename(part, this.#file);
  }
}

function repaired(stored: unknown): Settings {
  const whole = settings.partial().safeParse(stored);
  if (whole.success) return { ...DEFAULT_SETTINGS, ...whole.data };
  const result: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  if (typeof stored !== 'object' || stored === null) return DEFAULT_SETTINGS;
  for (const [key, schema] of Object.entries(settings.shape)) {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[key]);
    if (parsed.success) result[key] = parsed.data;
  }
  return result as Settings;
}
