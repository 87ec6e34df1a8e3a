import type { ComponentType } from 'react';

/** What a component takes as an icon: any of `lucide-react/icons/<name>` (default export). */
export type Icon = ComponentType<{
  size?: string | number;
  className?: string;
  strokeWidth?: string | number;
  'aria-hidden'?: boolean | 'true' | 'false';
}>;

/** Icons inside controls and rows, in pixels. */
export const ICON_SIZE = 15;
export const ICON_STROKE = 1.75;
