import Keyboard from 'lucide-react/icons/keyboard';
import Languages from 'lucide-react/icons/languages';
import Layers from 'lucide-react/icons/layers';
import Plus from 'lucide-react/icons/plus';
import SunMoon from 'lucide-react/icons/sun-moon';
import { useMemo } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { languageNames, languages, type Translate, useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { useCurrentHost } from '../../stores/hosts.ts';
import { images } from '../../stores/images.ts';
import { useRows } from '../../stores/inventory.ts';
import { changeSettings } from '../../stores/settings.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Palette } from '../../ui/palette/palette.tsx';
import type { PaletteItem } from '../../ui/palette/results.ts';
import { sortRows } from '../../ui/table/sort.ts';
import { act } from '../containers/act.ts';
import { askToRemove } from '../containers/remove-dialog-state.ts';
import { type ContainerRow, stateWord } from '../containers/state-words.ts';
import { useContainerRows } from '../containers/use-container-rows.ts';
import { isAllowed, VERB_ICONS, VERBS } from '../containers/verbs.ts';
import { findPage, pages } from '../frame/pages.ts';
import { openRunDialog } from '../run/run-dialog-state.ts';

interface AppPaletteProps {
  open: boolean;
  onClose: () => void;
  onShowShortcuts: () => void;
}

/** The command palette over pages, containers, images and actions. */
export function AppPalette({ open, onClose, onShowShortcuts }: AppPaletteProps) {
  return open ? <OpenAppPalette onClose={onClose} onShowShortcuts={onShowShortcuts} /> : null;
}

/** Follows the lists only while it is open. */
function OpenAppPalette({ onClose, onShowShortcuts }: Omit<AppPaletteProps, 'open'>) {
  const t = useT();
  const host = useCurrentHost();
  const { rows } = useContainerRows(host?.id);
  const containers = useMemo(() => sortRows(rows, 'name', (row) => row.name, 'ascending'), [rows]);
  const { rows: imageRows } = useRows(images, host?.id);
  const items = useMemo<PaletteItem[]>(() => {
    const settings: PaletteItem[] = [...lookItems(t), shortcutsItem(t, onShowShortcuts)];
    if (!host) return [...pageItems(t), ...settings];
    const running = host.state.kind === 'running';
    return [
      ...pageItems(t),
      ...containers.map((row) => containerItem(host, row, t)),
      ...[...imageRows.values()].flatMap((image) => imageItems(host, image.id, image.tags, t)),
      ...(running ? [runItem(host, t), ...containers.flatMap((row) => actionItems(host, row, t))] : []),
      ...settings,
    ];
  }, [t, host, containers, imageRows, onShowShortcuts]);
  return <Palette open onClose={onClose} items={items} />;
}

function pageItems(t: Translate): PaletteItem[] {
  return pages.map((page) => ({
    id: `page ${page.id}`,
    group: t('palette.pages'),
    label: t('palette.goTo', { page: t(page.label) }),
    icon: page.icon,
    onSelect: () => navigate(hrefOf(page.id)),
  }));
}

function containerItem(host: Host, row: ContainerRow, t: Translate): PaletteItem {
  return {
    id: `container ${row.id}`,
    group: t('palette.containers'),
    label: visibleLine(row.name),
    icon: findPage('containers')?.icon,
    hint: stateWord(row),
    keywords: `${visibleLine(row.image)} ${row.id}`,
    onSelect: () => navigate(hrefOf('containers', [host.id, row.id])),
  };
}

function imageItems(host: Host, id: string, tags: readonly string[], t: Translate): PaletteItem[] {
  const page = findPage('images');
  if (!page) return [];
  return tags.map((tag) => ({
    id: `image ${tag}`,
    group: t('palette.images'),
    label: visibleLine(tag),
    icon: Layers,
    onSelect: () =>
      navigate(page.loadDetail ? hrefOf('images', [host.id, id]) : hrefOf('images', [], { filter: tag })),
  }));
}

function runItem(host: Host, t: Translate): PaletteItem {
  return {
    id: 'run',
    group: t('palette.actions'),
    label: t('containers.runContainer'),
    icon: Plus,
    onSelect: () => openRunDialog(host.id),
  };
}

function actionItems(host: Host, row: ContainerRow, t: Translate): PaletteItem[] {
  const canPause = host.state.kind === 'running' && host.state.capabilities.pause;
  return VERBS.filter((verb) => isAllowed(verb, row.state) && (verb !== 'pause' || canPause)).map((verb) => ({
    id: `${verb} ${row.id}`,
    group: t('palette.actions'),
    label: t(`containers.actOn.${verb}`, { name: visibleLine(row.name) }),
    icon: VERB_ICONS[verb],
    onSelect: () => (verb === 'remove' ? askToRemove(host.id, [row]) : void act(host.id, [row], verb)),
  }));
}

function lookItems(t: Translate): PaletteItem[] {
  const group = t('palette.actions');
  const theme = (value: 'light' | 'dark' | 'system', label: string): PaletteItem => ({
    id: `theme ${value}`,
    group,
    label,
    icon: SunMoon,
    onSelect: () => changeSettings({ theme: value }),
  });
  return [
    theme('light', t('palette.theme', { theme: t('palette.light') })),
    theme('dark', t('palette.theme', { theme: t('palette.dark') })),
    theme('system', t('palette.themeSystem')),
    ...languages.map((language) => ({
      id: `language ${language}`,
      group,
      label: t('palette.language', { language: languageNames[language] }),
      icon: Languages,
      onSelect: () => changeSettings({ language }),
    })),
  ];
}

function shortcutsItem(t: Translate, onSelect: () => void): PaletteItem {
  return {
    id: 'shortcuts',
    group: t('palette.actions'),
    label: t('shortcuts.show'),
    icon: Keyboard,
    shortcut: '?',
    onSelect,
  };
}
