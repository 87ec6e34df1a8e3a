import { create } from 'zustand';
import { Client } from './client.ts';
import { openPort } from './port.ts';

/** Pauses between attempts to reach the main side again, in ms. */
const RETRY_FIRST_MS = 250;
const RETRY_MOST_MS = 2_000;

interface Connection {
  /** Absent while there is no connection. */
  client: Client | undefined;
  /** Whether there was one before: then the page says that it was lost. */
  lost: boolean;
}

/** The page's connection to the main side; it heals by itself. */
export const useConnection = create<Connection>(() => ({ client: undefined, lost: false }));

let started = false;

/** Connects, and connects again whenever the port closes, for as long as the page lives. */
export async function keepConnected(): Promise<void> {
  if (started) return;
  started = true;
  let pause = RETRY_FIRST_MS;
  for (;;) {
    try {
      const client = new Client(await openPort());
      pause = RETRY_FIRST_MS;
      useConnection.setState({ client, lost: false });
      await client.closed;
    } catch {
      // Told by `lost`; the next attempt follows.
    }
    useConnection.setState({ client: undefined, lost: true });
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, RETRY_MOST_MS);
  }
}

/** Resolves with the client, as soon as there is one. */
export function connected(signal?: AbortSignal): Promise<Client> {
  const { client } = useConnection.getState();
  if (client) return Promise.resolve(client);
  return new Promise((resolve, reject) => {
    const unsubscribe = useConnection.subscribe((state) => {
      if (!state.client) return;
      unsubscribe();
      resolve(state.client);
    });
    signal?.addEventListener('abort', () => {
      unsubscribe();
      reject(signal.reason);
    });
  });
}
