/** The engine's own JSON of a thing, as a tree and raw. */
export const inspectEn = {
  'inspect.search': 'Search the JSON',
  'inspect.tree': 'Tree',
  'inspect.raw': 'Raw JSON',
  'inspect.views': 'How to show it',
  'inspect.expandAll': 'Expand all',
  'inspect.collapseAll': 'Collapse all',
  'inspect.copyAll': 'Copy JSON',
  'inspect.noMatch': 'Nothing in the JSON matches “{text}”.',
  'inspect.refresh': 'Read again',
} as const;
