/** One entry of a tar archive; `link` makes it a symbolic link, no `data` a folder. */
export type TarEntry = { name: string; data?: Uint8Array; link?: string; mode?: number };

const BLOCK = 512;

/** Writes a tar archive in the ustar format (POSIX.1-1988); names up to 100 bytes. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    const size = entry.data?.length ?? 0;
    parts.push(header(entry, size));
    if (entry.data !== undefined) parts.push(entry.data, Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK));
  }
  parts.push(Buffer.alloc(2 * BLOCK));
  return Buffer.concat(parts);
}

function header({ name, data, link, mode }: TarEntry, size: number): Buffer {
  const type = link !== undefined ? '2' : data !== undefined ? '0' : '5';
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  block.write(name, 0, 100);
  block.write(octal(mode ?? (type === '0' ? 0o644 : 0o755), 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write(link ?? '', 157, 100);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
