/**
 * In a network namespace with nothing but a loopback, where it can be made: a browser drops its requests
 * when an interface comes or goes in its own, and nothing can ask for more than the machine has.
 * @param {string[]} command
 */
export function onQuietNetwork(command) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return command;
  return ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command];
}
