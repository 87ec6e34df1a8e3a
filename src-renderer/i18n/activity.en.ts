/** The page of engine calls. */
export const activityEn = {
  'activity.filter': 'Filter calls',
  'activity.time': 'Time',
  'activity.method': 'Method',
  'activity.path': 'Path',
  'activity.host': 'Host',
  'activity.status': 'Status',
  'activity.duration': 'Took',
  'activity.waiting': 'waiting',
  'activity.failed': 'failed',
  'activity.copyCurl': 'Copy as curl',
  'activity.copyPath': 'Copy path',
  'activity.clear': 'Clear',
  'activity.empty': 'No calls to an engine yet.',
  'activity.hint': 'The last {count} calls. Bodies, headers and secrets are never kept.',
} as const;
