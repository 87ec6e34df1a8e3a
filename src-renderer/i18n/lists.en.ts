export const listsEn = {
  'lists.failed': 'This list is not kept up to date any more',
  'lists.partlyFailed': '{failed} of {total}',
} as const;
