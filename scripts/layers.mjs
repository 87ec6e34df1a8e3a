// Checks which folder may import which (.dependency-cruiser.cjs). A checker that sees nothing finds nothing wrong,
// so every layer must have come up.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const LAYERS = [
  'src-main/contract',
  'src-main/rpc',
  'src-main/engine',
  'src-main/api',
  'src-main/web',
  'src-main/electron',
  'src-renderer/ui',
  'src-renderer/features',
];

const { options, forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const { output } = await cruise(
  ['src-main', 'src-renderer'],
  { ...options, validate: true, ruleSet: { forbidden } },
  undefined,
  { tsConfig: extractTSConfig(options.tsConfig.fileName) },
);
const { modules, summary } = /** @type {import('dependency-cruiser').ICruiseResult} */ (output);

const empty = LAYERS.filter(
  (layer) =>
    !modules.some(({ source, dependencies }) => source.startsWith(`${layer}/`) && dependencies.length),
);
const lines = [
  ...empty.map((layer) => `${layer}: no module was seen`),
  ...summary.violations.map(({ from, to, rule, cycle }) => {
    const path = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
    return `${rule.name}: ${from} -> ${path}`;
  }),
];
for (const line of lines) console.error(line);
console.log(`${modules.length} modules, ${lines.length} violations`);
process.exitCode = lines.length ? 1 : 0;
