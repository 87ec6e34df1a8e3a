/** What a session's terminal understands; programs ask for colours by the second. */
export const TERMINAL_ENV = ['TERM=xterm-256color', 'COLORTERM=truecolor'];

/**
 * Shells that can run the script below, in the order of trying: `sh` in the container's own PATH, then the
 * places where images without that one keep another.
 */
export const SCRIPT_SHELLS = ['sh', '/bin/sh', 'bash', '/busybox/sh'] as const;

/** Begins the line that tells which process became which shell. */
const MARK = 'gantry-shell';

/**
 * Becomes the best shell that the container has. The size is set before that shell starts, since a resize
 * through the engine may come after its first prompt. Without any locale a glibc shell would take UTF-8 apart
 * into bytes, so one that is certainly there is named. The process keeps its number, and as the first of its
 * terminal it leads a session of its own: that number finds all that the user starts in it.
 */
const FIND_SHELL = `stty rows "$1" cols "$2" 2>/dev/null
if [ -z "$LC_ALL$LC_CTYPE$LANG" ]; then
  for d in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do [ -d "$d" ] && export LC_CTYPE=C.UTF-8; done
fi
for s in bash zsh fish ksh ash dash sh; do command -v "$s" >/dev/null 2>&1 && break; done
echo "${MARK} $$ $s"
exec "$s"`;

/** The command of an exec that turns into a shell of the given size. */
export function shellCommand(scriptShell: string, { cols, rows }: { cols: number; rows: number }): string[] {
  return [scriptShell, '-c', FIND_SHELL, 'gantry', String(rows), String(cols)];
}

/**
 * Ends session $1 as a terminal that is closed does: SIGHUP for every process of it (and SIGCONT, for those
 * that are stopped), and SIGKILL a second later for what is left. Processes in the background that ignore
 * SIGHUP (nohup) were meant to stay and do. Only what every shell has built in is used, but for the second's
 * sleep; the fields after the name in /proc/PID/stat are state, ppid, pgrp, session, tty, tpgid (proc(5)).
 */
const END_SESSION = `sid=$1
each() {
  for d in /proc/[0-9]*; do
    s=
    { read -r s < "$d/stat"; } 2>/dev/null
    set -- "$1" \${s##*) }
    [ "$5" = "$sid" ] && "$1" "\${d#/proc/}" "$4" "$7"
  done
}
hang_up() { kill -HUP "$1"; kill -CONT "$1"; }
put_down() {
  if [ "$1" != "$sid" ] && [ "$2" != "$3" ]; then
    while read -r k v; do
      [ "$k" = SigIgn: ] && case $v in *[13579bdf]) return ;; esac
    done < "/proc/$1/status"
  fi
  kill -KILL "$1"
}
exec 2>/dev/null
each hang_up
sleep 1
each put_down`;

/** The command of an exec that ends the session which `session` leads, and nothing else. */
export function endCommand(scriptShell: string, session: number): string[] {
  return [scriptShell, '-c', END_SESSION, 'gantry', String(session)];
}

export interface ShellMark {
  /** The shell's number inside the container, which is also its session's. */
  session: number;
  /** `bash`, `ash`, … */
  shell: string;
  /** What came around the mark and belongs to the user: a loader's warnings, the first prompt. */
  rest: Uint8Array;
}

const MARK_LINE = new RegExp(`^${MARK} (\\d+) (\\w+)\\r?\\n`, 'm');

/** Finds the mark in the first bytes of a session; undefined while it has not come. */
export function readMark(bytes: Uint8Array): ShellMark | undefined {
  // Latin-1 keeps one character a byte, so places in the text are places in the bytes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = MARK_LINE.exec(text);
  if (!found?.[1] || !found[2]) return undefined;
  const rest = Buffer.concat([bytes.subarray(0, found.index), bytes.subarray(found.index + found[0].length)]);
  return { session: Number(found[1]), shell: found[2], rest };
}
