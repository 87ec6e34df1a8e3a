import type { terminalRoutes } from '../contract/terminal.ts';
import type { HostList } from '../hosts/host-list.ts';
import type { Handlers } from '../rpc/server.ts';
import { attachTerminal } from '../terminal/attach.ts';
import { execTerminal } from '../terminal/exec.ts';
import type { TerminalSessions } from '../terminal/sessions.ts';

/** The owner of `sessions` closes them at the program's end, before the hosts. */
export function terminalHandlers(
  hosts: HostList,
  sessions: TerminalSessions,
): Handlers<typeof terminalRoutes> {
  return {
    'terminal.exec': ({ host, id, cols, rows }, context) =>
      sessions.run(context, (each) => execTerminal(hosts.engine(host), id, { cols, rows }, each)),
    'terminal.attach': ({ host, id, cols, rows }, context) =>
      sessions.run(context, (each) => attachTerminal(hosts.engine(host), id, { cols, rows }, each)),
  };
}
