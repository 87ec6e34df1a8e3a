import { contextBridge, ipcRenderer } from 'electron';

// All that the page gets: it may ask for one more port, and finds its end of it in a message to its window.
contextBridge.exposeInMainWorld('gantry', {
  connect(): void {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage('gantry-port', null, [port2]);
    window.postMessage('gantry-port', '*', [port1]);
  },
});
