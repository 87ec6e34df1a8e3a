const ESC = '\\033';
const level = (name: string, colour: number) => `${ESC}[${colour}m${name}${ESC}[0m`;
const INFO = level('INFO ', 32);
const WARN = level('WARN ', 33);
const ERROR = level('ERROR', 31);
const DEBUG = level('DEBUG', 36);
const dim = (text: string) => `${ESC}[2m${text}${ESC}[0m`;

const REQUESTS = [
  ['GET', '/api/products?page=2', 200, 12],
  ['GET', '/api/products/4711', 200, 4],
  ['POST', '/api/cart/items', 201, 18],
  ['GET', '/api/cart', 200, 6],
  ['POST', '/api/orders', 201, 84],
  ['GET', '/api/orders/98214', 200, 7],
  ['GET', '/api/products/9999', 404, 3],
  ['POST', '/api/login', 200, 141],
] as const;

const clock = (second: number) =>
  `2026-11-27T09:${String(12 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;

function apiLog(): string[] {
  const lines = [
    `${dim(`${clock(0)}.104`)} ${INFO} shop-api 2.14.0 on node v22.11.0`,
    `${dim(`${clock(0)}.311`)} ${INFO} database connected ${dim('host=db pool=10')}`,
    `${dim(`${clock(0)}.325`)} ${INFO} cache connected ${dim('host=cache')}`,
    `${dim(`${clock(0)}.402`)} ${INFO} listening on ${ESC}[4mhttp://0.0.0.0:3000${ESC}[0m`,
  ];
  for (let second = 1; second < 64; second++) {
    const [method, path, status, took] = REQUESTS[second % REQUESTS.length] ?? REQUESTS[0];
    const shown = status >= 400 ? `${ESC}[33m${status}${ESC}[0m` : `${ESC}[32m${status}${ESC}[0m`;
    const time = dim(`${clock(second)}.${String((second * 137) % 1000).padStart(3, '0')}`);
    lines.push(
      `${time} ${INFO} ${ESC}[1m${method}${ESC}[0m ${path} ${shown} ${dim(`${took + (second % 5)} ms`)}`,
    );
    if (second % 13 === 5) lines.push(`${time} ${DEBUG} cache miss ${dim(`key=product:${4700 + second}`)}`);
    if (second % 21 === 9)
      lines.push(`${time} ${WARN} slow query, 1.2 s: ${dim('SELECT … FROM orders JOIN items')}`);
    if (second === 47)
      lines.push(`${time} ${ERROR} payment declined ${dim('order=98214 code=card_expired')}`);
  }
  return lines;
}

/** Prints lines, one call of printf for all. */
const print = (lines: readonly string[]) =>
  `printf '${lines.join('\\n').replaceAll('%', '%%').replaceAll("'", "'\\''")}\\n'`;

const KEEP_MEMORY = (megabytes: number) =>
  `{ head -c ${megabytes}000000 /dev/zero | tail -c ${megabytes}000000 | { sleep 1000000; cat >/dev/null; }; } &`;

const script = (...parts: string[]) => `#!/bin/sh\n${parts.join('\n')}\n`;

/** The programs of the shop, as shell scripts that print, compute and talk a little. */
export const SCRIPTS = {
  web: script(
    print([
      '/docker-entrypoint.sh: Configuration complete; ready for start up',
      '172.19.0.1 - - [27/Nov/2026:09:12:07 +0000] "GET / HTTP/1.1" 200 4120 "-" "Mozilla/5.0"',
      '172.19.0.1 - - [27/Nov/2026:09:12:07 +0000] "GET /assets/app.js HTTP/1.1" 200 98211 "-" "Mozilla/5.0"',
    ]),
    KEEP_MEMORY(9),
    'while sleep 1; do wget -qO /dev/null http://api:3000/files 2>/dev/null; done',
  ),
  api: script(
    print(apiLog()),
    // Two streams have no order but that of time.
    'sleep 1; echo "(node:1) DeprecationWarning: punycode is deprecated" >&2',
    KEEP_MEMORY(82),
    'mkdir -p /tmp/www; head -c 200000 /dev/zero >/tmp/www/files; echo ok >/tmp/www/index.html',
    'httpd -p 3000 -h /tmp/www',
    'n=0; while :; do i=0; while [ $i -lt $((6000 + n % 7 * 9000)) ]; do i=$((i + 1)); done; n=$((n + 3)); sleep 1; done',
  ),
  worker: script(
    print([`${INFO} worker 2.14.0, queue orders, 4 at once`, `${WARN} queue is behind: 1284 messages`]),
    KEEP_MEMORY(54),
    'while :; do i=0; while [ $i -lt 40000 ]; do i=$((i + 1)); done; sleep 0.5; done',
  ),
  db: script(
    print([
      '2026-11-27 09:11:58.201 UTC [1] LOG:  starting PostgreSQL 16.4 on x86_64-pc-linux-musl',
      '2026-11-27 09:11:58.204 UTC [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432',
      '2026-11-27 09:11:58.233 UTC [1] LOG:  database system is ready to accept connections',
    ]),
    KEEP_MEMORY(61),
    'exec sleep 1000000',
  ),
  cache: script(
    print(['1:M 27 Nov 2026 09:11:57.912 * Ready to accept connections tcp']),
    KEEP_MEMORY(7),
    'exec sleep 1000000',
  ),
  quiet: script(KEEP_MEMORY(38), 'exec sleep 1000000'),
  backup: `${print(['pg_dump: dumping contents of table "public.orders"', 'pg_dump: dumping contents of table "public.items"'])}; exec sleep 1000000`,
} as const;
