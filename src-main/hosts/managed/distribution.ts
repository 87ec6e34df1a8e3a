/** What os-release(5) says, as far as it matters here. */
export interface Distribution {
  /** `debian`, `ubuntu`, `fedora`, …; empty when unknown. */
  id: string;
  /** `id` and what it is like, the nearest first. */
  family: string[];
}

/** Reads the text of /etc/os-release; lines that it does not know are passed over. */
export function parseOsRelease(text: string): Distribution {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  const id = values.get('ID') ?? '';
  const like = (values.get('ID_LIKE') ?? '').split(/\s+/).filter(Boolean);
  return { id, family: [id, ...like].filter(Boolean) };
}

interface InstallCommands {
  /** For root: an engine that runs with all rights. */
  system: string;
  /** For a user: what an engine without rights needs. */
  user: string;
}

const INSTALL: Record<string, InstallCommands> = {
  debian: {
    system: 'apt-get install docker.io iproute2',
    user: 'sudo apt-get install podman uidmap slirp4netns',
  },
  fedora: { system: 'dnf install moby-engine', user: 'sudo dnf install podman' },
  rhel: { system: 'dnf install podman', user: 'sudo dnf install podman' },
  arch: { system: 'pacman -S docker', user: 'sudo pacman -S podman' },
  suse: { system: 'zypper install docker', user: 'sudo zypper install podman' },
  alpine: { system: 'apk add docker', user: 'doas apk add podman' },
};

/** Names in os-release that are not the key in the table above. */
const ALIASES: Record<string, string> = {
  ubuntu: 'debian',
  centos: 'rhel',
  'opensuse-leap': 'suse',
  'opensuse-tumbleweed': 'suse',
  opensuse: 'suse',
  sles: 'suse',
};

/** The command that installs an engine here; undefined where none is known. */
export function installCommand(distribution: Distribution, root: boolean): string | undefined {
  for (const name of distribution.family) {
    const commands = INSTALL[ALIASES[name] ?? name];
    if (commands) return root ? commands.system : commands.user;
  }
  return undefined;
}
