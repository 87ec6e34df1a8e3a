import Activity from 'lucide-react/icons/activity';
import Container from 'lucide-react/icons/container';
import Layers from 'lucide-react/icons/layers';
import Server from 'lucide-react/icons/server';
import Settings from 'lucide-react/icons/settings';
import type { PlainKey } from '../../i18n/i18n.ts';
import type { Icon } from '../../ui/icon.ts';
import { ContainersPage } from '../containers/containers-page.tsx';
import type { DetailProps } from './detail-props.ts';
import type { Load } from './lazy-view.tsx';

/** One page of the app: this entry is all that the frame needs to know of it. */
export interface Page {
  /** First part of its address. */
  id: string;
  label: PlainKey;
  icon: Icon;
  /** Key that opens it after `g`. */
  key: string;
  /** Where it stands in the sidebar. */
  place: 'main' | 'footer';
  load: Load<object>;
  /** The page of one thing of the list. */
  loadDetail?: Load<DetailProps>;
}

/** All pages, in the order of the sidebar. */
export const pages: readonly Page[] = [
  {
    id: 'containers',
    label: 'page.containers',
    icon: Container,
    key: 'c',
    place: 'main',
    // Where the app opens: it comes with the frame, not after it.
    load: async () => ContainersPage,
    loadDetail: () => import('../containers/container-page.tsx').then((module) => module.ContainerPage),
  },
  {
    id: 'images',
    label: 'page.images',
    icon: Layers,
    key: 'i',
    place: 'main',
    load: () => import('../images/images-page.tsx').then((module) => module.ImagesPage),
    loadDetail: () => import('../images/image-page.tsx').then((module) => module.ImagePage),
  },
  {
    id: 'activity',
    label: 'page.activity',
    icon: Activity,
    key: 'a',
    place: 'main',
    load: () => import('../activity/activity-page.tsx').then((module) => module.ActivityPage),
  },
  {
    id: 'hosts',
    label: 'page.hosts',
    icon: Server,
    key: 'h',
    place: 'main',
    load: () => import('../hosts/hosts-page.tsx').then((module) => module.HostsPage),
  },
  {
    id: 'settings',
    label: 'page.settings',
    icon: Settings,
    key: 's',
    place: 'footer',
    load: () => import('../settings/settings-page.tsx').then((module) => module.SettingsPage),
  },
];

export function findPage(id: string): Page | undefined {
  return pages.find((page) => page.id === id);
}
