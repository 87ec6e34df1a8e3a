/** The page of hosts: each engine with its state and facts. */
export const hostsEn = {
  'hosts.engine': 'Engine',
  'hosts.api': 'API',
  'hosts.address': 'Address',
  'hosts.source': 'From',
  'hosts.since': 'State since',
  'hosts.storage': 'Storage driver',
  'hosts.platform': 'Platform',
  'hosts.cpus': 'CPUs',
  'hosts.memory': 'Memory',
  'hosts.rootDir': 'Data folder',
  'hosts.source.found': 'found on this machine',
  'hosts.source.managed': 'run by Gantry',
  'hosts.source.env': 'DOCKER_HOST',
  'hosts.source.context': 'docker context {name}',
  'hosts.none': 'Looking for a container engine…',
  'hosts.showContainers': 'Show containers',
} as const;
