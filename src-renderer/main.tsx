import './styles/tokens.css';
import './styles/base.css';
import './styles/fonts.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { preload } from './features/frame/lazy-view.tsx';
import { findPage } from './features/frame/pages.ts';
import { startShortcuts } from './features/shortcuts/registry.ts';
import { announceTasks } from './features/tasks/tasks-panel-state.ts';
import { firstLook } from './first-look.ts';
import { followLook } from './look.ts';
import { currentAddress, startRouter } from './router/router.ts';
import { keepConnected } from './rpc/connection.ts';
import { watchHosts } from './stores/hosts.ts';
import { watchSettings } from './stores/settings.ts';
import { watchTasks } from './stores/tasks.ts';
import { loadRemainingFonts } from './styles/fonts.ts';

startRouter();
// All at once: the connection, the language and the first page's code wait for nothing but the network.
void keepConnected();
watchSettings();
watchHosts();
watchTasks();
followLook();
startShortcuts();
announceTasks();

const { page: pageId, path } = currentAddress();
const page = findPage(pageId);
if (page?.loadDetail && path.length >= 2) preload(page.loadDetail);
else if (page) preload(page.load);

firstLook.then(() => {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root');
  createRoot(root).render(<App />);
  // boot.js counts here how often it had to load the page again.
  sessionStorage.removeItem('gantry.reloads');
  void loadRemainingFonts();
});
