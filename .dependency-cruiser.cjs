// The layers of CONTRIBUTING.md, as rules. scripts/layers.mjs runs them and fails when a layer came up empty.

const tests = '\\.test\\.tsx?$';
const except = (...names) => `^src-main/(?!(${names.join('|')})(/|\\.ts$))`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contract-knows-zod-alone',
      comment: 'The page imports it.',
      severity: 'error',
      from: { path: '^src-main/contract/', pathNot: tests },
      to: { pathNot: ['^src-main/contract/', '^node_modules/zod/'] },
    },
    {
      name: 'rpc-knows-no-domain',
      severity: 'error',
      from: { path: '^src-main/rpc/', pathNot: tests },
      to: {
        path: [
          '^src-main/(?!rpc/|contract/(protocol|route|errors)\\.ts)',
          '^src-renderer/',
          '^node_modules/',
        ],
      },
    },
    {
      name: 'engine-knows-no-host',
      comment: 'It speaks to an engine over whatever stream it is given.',
      severity: 'error',
      from: { path: '^src-main/engine/', pathNot: tests },
      to: { path: except('engine', 'contract') },
    },
    {
      name: 'engine-runs-without-the-contract',
      comment: "It throws its errors and may answer in its shapes; the routes are the api folder's.",
      severity: 'error',
      from: { path: '^src-main/engine/', pathNot: tests },
      to: {
        path: '^src-main/contract/',
        pathNot: '^src-main/contract/errors\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'shells-know-the-core-alone',
      severity: 'error',
      from: { path: '^src-main/(web|electron)/', pathNot: tests },
      to: {
        path: except('core', 'command-line', 'options', 'data-dir', 'page', 'contract', 'web', 'electron'),
      },
    },
    {
      name: 'shells-stand-beside-each-other',
      severity: 'error',
      from: { path: '^src-main/(web|electron)/' },
      to: { path: '^src-main/(web|electron)/', pathNot: '^src-main/$1/' },
    },
    {
      name: 'nothing-knows-the-shells',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/(web|electron)/' },
      to: { path: '^src-main/(web|electron)/' },
    },
    {
      name: 'electron-in-its-folder',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/electron/' },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'main-knows-no-page',
      severity: 'error',
      from: { path: '^src-main/', pathNot: tests },
      to: { path: '^src-renderer/' },
    },
    {
      name: 'page-knows-the-contract-alone',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { path: except('contract') },
    },
    {
      name: 'page-runs-without-the-schemas',
      comment: 'Types of the routes, and nothing that loads the schema library.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: tests },
      to: {
        path: '^src-main/contract/',
        pathNot: '^src-main/contract/(values|errors|protocol|stdcopy|run-fields)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'page-runs-in-a-browser',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-stand-beside-each-other',
      comment: 'What two of them show alike has a folder of its own.',
      severity: 'error',
      from: { path: '^src-renderer/features/(containers|images|activity|hosts|settings)/' },
      to: {
        path: '^src-renderer/features/(containers|images|activity|hosts|settings)/',
        pathNot: '^src-renderer/features/$1/',
      },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'Components know no words of the domain.',
      severity: 'error',
      from: { path: '^src-renderer/ui/', pathNot: tests },
      to: { path: ['^src-renderer/(features|rpc|stores)/', '^src-main/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A type that crosses a layer is a dependency as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
