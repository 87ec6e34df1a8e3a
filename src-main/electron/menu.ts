import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import type { MenuTexts } from './texts.ts';

/**
 * Builds the window's menu. On macOS the edit items carry the shortcuts of every text field; elsewhere
 * Chromium has them already, and taking Ctrl+C here would take it from a terminal, so they only show them.
 * Nothing takes Ctrl+W and Ctrl+R either: a shell uses both.
 */
export function applicationMenu(texts: MenuTexts, platform: NodeJS.Platform, newWindow: () => void): Menu {
  const mac = platform === 'darwin';
  const registerAccelerator = mac;
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [macMenu(texts)] : []),
    {
      label: texts.file,
      submenu: [
        { label: texts.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
        { label: texts.closeWindow, role: 'close', registerAccelerator },
        ...(mac ? [] : [separator, { label: texts.quit, role: 'quit' as const, registerAccelerator }]),
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { label: texts.undo, role: 'undo', registerAccelerator },
        { label: texts.redo, role: 'redo', registerAccelerator },
        separator,
        { label: texts.cut, role: 'cut', registerAccelerator },
        { label: texts.copy, role: 'copy', registerAccelerator },
        { label: texts.paste, role: 'paste', registerAccelerator },
        { label: texts.selectAll, role: 'selectAll', registerAccelerator },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { label: texts.actualSize, role: 'resetZoom' },
        { label: texts.zoomIn, role: 'zoomIn' },
        { label: texts.zoomOut, role: 'zoomOut' },
        { label: texts.fullScreen, role: 'togglefullscreen' },
        separator,
        { label: texts.reload, role: 'reload', registerAccelerator: false },
        { label: texts.developerTools, role: 'toggleDevTools' },
      ],
    },
    ...(mac ? [macWindowMenu(texts)] : []),
  ];
  return Menu.buildFromTemplate(template);
}

/** What a browser offers on a right click on text, where the page has no menu of its own. */
export function offerTextMenu(contents: WebContents, texts: () => MenuTexts): void {
  contents.on('context-menu', (_event, { editFlags, isEditable, selectionText }) => {
    if (!isEditable && !selectionText) return;
    const { cut, copy, paste, selectAll } = texts();
    const { canCut, canCopy, canPaste, canSelectAll } = editFlags;
    const template: MenuItemConstructorOptions[] = [
      { label: cut, role: 'cut', enabled: canCut, visible: isEditable },
      { label: copy, role: 'copy', enabled: canCopy },
      { label: paste, role: 'paste', enabled: canPaste, visible: isEditable },
      separator,
      { label: selectAll, role: 'selectAll', enabled: canSelectAll },
    ];
    Menu.buildFromTemplate(template).popup();
  });
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function macMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { label: texts.about, role: 'about' },
      separator,
      { label: texts.services, role: 'services' },
      separator,
      { label: texts.hide, role: 'hide' },
      { label: texts.hideOthers, role: 'hideOthers' },
      { label: texts.showAll, role: 'unhide' },
      separator,
      { label: texts.quit, role: 'quit' },
    ],
  };
}

function macWindowMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    label: texts.window,
    role: 'windowMenu',
    submenu: [
      { label: texts.minimize, role: 'minimize' },
      { label: texts.zoom, role: 'zoom' },
      separator,
      { label: texts.allToFront, role: 'front' },
    ],
  };
}
