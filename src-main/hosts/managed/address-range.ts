/** An IPv4 network as its first address and the length of its prefix. */
export interface Range {
  address: number;
  prefix: number;
}

/**
 * Ranges of 65,536 addresses for the networks of a private engine, none of them one that Docker,
 * Podman, LXD or libvirt take by themselves.
 */
const CANDIDATES = [
  ...Array.from({ length: 20 }, (_, index) => `10.${210 + index}.0.0/16`),
  ...Array.from({ length: 4 }, (_, index) => `172.${28 + index}.0.0/16`),
];

/**
 * The first range that no route or address of this machine touches, beginning with the one used
 * before; where all are taken, the first.
 */
export function chooseRange(taken: readonly Range[], before?: string): string {
  const ordered = before === undefined ? CANDIDATES : [before, ...CANDIDATES];
  const free = ordered.find((candidate) => {
    const range = parseRange(candidate);
    return range !== undefined && !taken.some((other) => overlap(range, other));
  });
  return free ?? (ordered[0] as string);
}

/** The addresses that an engine hands out in its range (of 16 bits of prefix). */
export function layOut(range: string): { bridge: string; subnet: string; pool: string } {
  const [a, b] = range.split('.');
  return {
    /** The default network: address of the bridge, room for 4,094 containers. */
    bridge: `${a}.${b}.0.1/20`,
    subnet: `${a}.${b}.0.0/20`,
    /** 128 more networks of 254 containers each are cut from this. */
    pool: `${a}.${b}.128.0/17`,
  };
}

/** `10.1.0.0/16`, or undefined for what is not that. */
export function parseRange(text: string): Range | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  return { address: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0, prefix };
}

/** Whether two ranges share an address. */
export function overlap(one: Range, other: Range): boolean {
  const prefix = Math.min(one.prefix, other.prefix);
  const mask = prefix === 0 ? 0 : (-1 << (32 - prefix)) >>> 0;
  return (one.address & mask) >>> 0 === (other.address & mask) >>> 0;
}

/** The routes in /proc/net/route, but the default one: hexadecimal, bytes in the machine's order. */
export function parseRoutes(text: string): Range[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const fields = line.split('\t');
      const address = reverseBytes(Number.parseInt(fields[1] ?? '', 16));
      const mask = reverseBytes(Number.parseInt(fields[7] ?? '', 16));
      const prefix = mask.toString(2).replace(/0/g, '').length;
      return prefix === 0 ? [] : [{ address, prefix }];
    });
}

function reverseBytes(value: number): number {
  return ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
}
