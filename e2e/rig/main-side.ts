import { once } from 'node:events';
import type * as Electron from 'electron';
import { WebSocket } from 'ws';

type Answer = {
  error?: { message: string };
  result?: {
    result: { value?: unknown };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
};

/**
 * A way into an Electron's main process, by Node's inspector. It is attached for the time of one evaluation: a
 * program that ends with a debugger attached waits for it, and may crash while it takes it down.
 */
export class MainSide {
  readonly #inspector: () => Promise<string>;

  /** `inspector` tells the address that Node prints. */
  constructor(inspector: () => Promise<string>) {
    this.#inspector = inspector;
  }

  /** Runs a function there and brings back what it resolves to, as JSON does. It sees nothing of its surroundings. */
  async evaluate<Result, Argument>(
    body: (electron: typeof Electron, argument: Argument) => Result,
    argument?: Argument,
  ): Promise<Awaited<Result>> {
    const socket = new WebSocket(await this.#inspector());
    await once(socket, 'open');
    try {
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: {
            expression: `(${body})(require('electron'), ${JSON.stringify(argument)})`,
            includeCommandLineAPI: true,
            awaitPromise: true,
            returnByValue: true,
          },
        }),
      );
      const [message] = await once(socket, 'message');
      const { error, result } = JSON.parse(String(message)) as Answer;
      const thrown = result?.exceptionDetails;
      if (error || thrown) throw new Error(error?.message ?? thrown?.exception?.description ?? thrown?.text);
      return result?.result.value as Awaited<Result>;
    } finally {
      socket.close();
      if (socket.readyState !== WebSocket.CLOSED) await once(socket, 'close');
    }
  }
}
