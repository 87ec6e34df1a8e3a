/** Where the registries listen. Each engine has a loopback of its own, so the ports can be fixed. */
export const REGISTRY_PORTS = { open: 5000, login: 5001 } as const;
