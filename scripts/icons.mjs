// Draws assets/icon.svg in the formats that the three systems want. Run it by hand after changing the drawing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const assets = join(dirname(dirname(fileURLToPath(import.meta.url))), 'assets');
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
/** Linux desktops look for these. */
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512];
/** Windows takes no larger one. */
const ICO_SIZES = [16, 32, 48, 64, 128, 256];
/** Apple's names of the sizes that are kept as PNG. */
const ICNS_TYPES = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

/** @returns {Promise<Map<number, Buffer>>} a PNG for each size */
async function draw() {
  const svg = readFileSync(join(assets, 'icon.svg')).toString('base64');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
  const page = await browser.newPage();
  const images = new Map();
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0"><img width="${size}" src="data:image/svg+xml;base64,${svg}" style="display:block">`,
    );
    await page.locator('img').evaluate((image) => image.decode());
    images.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return images;
}

/** A Windows icon: a table of the PNGs behind it. @param {Buffer[]} images @param {number[]} sizes */
function ico(images, sizes) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(sizes[index] % 256, at);
    header.writeUInt8(sizes[index] % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([header, ...images]);
}

/** An Apple icon: blocks of type, length and PNG. @param {[string, Buffer][]} blocks */
function icns(blocks) {
  const parts = blocks.map(([type, image]) => Buffer.concat([block(type, image.length), image]));
  const body = Buffer.concat(parts);
  return Buffer.concat([block('icns', body.length), body]);
}

/** @param {string} type @param {number} length of what follows, in bytes */
function block(type, length) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(length + 8, 4);
  return header;
}

const images = await draw();
mkdirSync(join(assets, 'icons'), { recursive: true });
for (const size of LINUX_SIZES) {
  writeFileSync(join(assets, 'icons', `${size}x${size}.png`), images.get(size));
}
writeFileSync(
  join(assets, 'icon.ico'),
  ico(
    ICO_SIZES.map((size) => images.get(size)),
    ICO_SIZES,
  ),
);
writeFileSync(
  join(assets, 'icon.icns'),
  icns(Object.entries(ICNS_TYPES).map(([type, size]) => [type, images.get(size)])),
);
