import { readFileSync, writeFileSync } from 'node:fs';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState extends Rectangle {
  maximized: boolean;
}

/** The smallest window in which nothing overlaps, in pixels. */
export const SMALLEST = { width: 900, height: 560 };
const DEFAULT_SIZE = { width: 1280, height: 820 };
/** So much of the window's top must be on a display to be taken hold of, in pixels. */
const GRIP = { width: 120, height: 40 };

/** The state that was kept, or undefined when there is none that can be read. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    // By hand: the window must not wait for a library.
    const { x, y, width, height, maximized } = JSON.parse(readFileSync(file, 'utf8'));
    const usable = [x, y, width, height].every(Number.isSafeInteger) && width > 0 && height > 0;
    return usable ? { x, y, width, height, maximized: maximized === true } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the state; one that cannot be written is not worth an error. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // The next start takes the default.
  }
}

/**
 * Where a window opens: as it was, if that place is still on a display, else in the middle (no x and y), and no
 * larger than the display. `workAreas` begins with the primary display's.
 */
export function placeWindow(
  kept: WindowState | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const home = kept && workAreas.find((area) => canBeHeld(kept, area));
  const area = home ?? workAreas[0];
  const { width, height } = kept ?? DEFAULT_SIZE;
  const size = {
    width: Math.max(SMALLEST.width, Math.min(width, area?.width ?? width)),
    height: Math.max(SMALLEST.height, Math.min(height, area?.height ?? height)),
  };
  return home ? { x: kept.x, y: kept.y, ...size } : size;
}

function canBeHeld(window: Rectangle, area: Rectangle): boolean {
  const across =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x) >= GRIP.width;
  return across && window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
}
