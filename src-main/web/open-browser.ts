import { spawn } from 'node:child_process';

/** The platform's command that opens an address in the user's browser. */
export function openerFor(platform: NodeJS.Platform, address: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [address]];
  // Not `cmd /c start`: the command interpreter gives `&` and `%` a meaning of its own.
  if (platform === 'win32') return ['rundll32.exe', ['url.dll,FileProtocolHandler', address]];
  return ['xdg-open', [address]];
}

/** Opens the address in the user's browser; `onFailure` hears why that did not work. */
export function openBrowser(address: string, onFailure: (reason: string) => void): void {
  const [command, args] = openerFor(process.platform, address);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', (error) => onFailure(error.message));
  child.once('exit', (code) => {
    if (code) onFailure(`${command} ended with ${code}`);
  });
  child.unref();
}
