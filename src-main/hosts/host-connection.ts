import type { EngineCall } from '../contract/activity.ts';
import { AppError } from '../contract/errors.ts';
import type { EngineState, Host, HostKind } from '../contract/hosts.ts';
import { createEngine, type Dial, type Engine } from '../engine/engine.ts';
import { negotiate, ping, readFacts } from '../engine/system.ts';
import { Inventory } from '../inventory/inventory.ts';
import { pause } from './pause.ts';

/** An idle engine is probed this often, in ms: with the probe's deadline a frozen one is told within 10 s. */
const PROBE_EVERY_MS = 5_000;
/** How long a probe waits for its answer, in ms. */
const PROBE_DEADLINE_MS = 5_000;
/** A local socket that is away is tried this often, in ms: trying costs nothing, and return is seen within 1 s. */
const RETRY_LOCAL_MS = 500;
/** The same for an address on the network. */
const RETRY_NETWORK_MS = 2_000;

/** Sessions in a row that may end as soon as they have begun before that is an engine's state. */
const BROKEN_AT_ONCE_MOST = 2;

/** What a host is made of: everything above it sees only its dial, its state and what its engine can do. */
export interface HostPlan {
  id: string;
  name: string;
  kind: HostKind;
  address: string;
  source: string;
  dial: Dial;
  /** Brings the engine up before each attempt to connect; for engines that we run. */
  prepare?: (signal: AbortSignal) => Promise<void>;
}

/** Told of every call to an engine, when it begins and when it has ended. */
export type RecordCall = (call: EngineCall) => void;

/** One host over its whole life: connects, follows its engine, tells its state, and heals by itself. */
export class HostConnection {
  readonly inventory = new Inventory();
  readonly #plan: HostPlan;
  readonly #engine: Engine;
  readonly #onChange: () => void;
  readonly #abort = new AbortController();
  #state: EngineState = { kind: 'starting', since: Date.now() };
  /** What the engine told of itself last. */
  #told: Awaited<ReturnType<typeof readFacts>> | undefined;
  #retryNow: (() => void) | undefined;
  readonly #ended: Promise<void>;

  constructor(plan: HostPlan, record: RecordCall, onChange: () => void) {
    this.#plan = plan;
    this.#onChange = onChange;
    this.#engine = createEngine({ host: plan.id, address: plan.address, dial: plan.dial, onCall: record });
    this.#ended = this.#live();
  }

  get host(): Host {
    const { id, name, kind, address, source } = this.#plan;
    return { id, name, kind, address, source, state: this.#state };
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Tries to connect at once, if it is not connected. */
  retry(): void {
    this.#retryNow?.();
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#ended;
    this.#engine.close();
  }

  async #live(): Promise<void> {
    const { signal } = this.#abort;
    const retryMs = this.#plan.kind === 'tcp' ? RETRY_NETWORK_MS : RETRY_LOCAL_MS;
    let brokenAtOnce = 0;
    while (!signal.aborted) {
      let failure: AppError;
      let prepared = false;
      const begunAt = Date.now();
      try {
        await this.#plan.prepare?.(signal);
        prepared = true;
        await negotiate(this.#engine, { signal, deadline: PROBE_DEADLINE_MS });
        failure = await this.#session();
      } catch (thrown) {
        failure = AppError.from(thrown);
      }
      if (signal.aborted) return;
      // Whether the engine is still there, the next ping tells. One that breaks its streams at once is not asked on and
      // on; it may be about to end, and is told as broken only when it goes on so.
      brokenAtOnce = failure.code === 'STREAM_LOST' && Date.now() - begunAt <= retryMs ? brokenAtOnce + 1 : 0;
      if (failure.code === 'STREAM_LOST' && brokenAtOnce === 0) continue;
      if (brokenAtOnce === 0 || brokenAtOnce > BROKEN_AT_ONCE_MOST) this.#fail(failure);
      // An engine that could not be brought up is not tried again before the user says so.
      await pause(prepared ? retryMs : undefined, signal, (wake) => {
        this.#retryNow = wake;
      });
      this.#retryNow = undefined;
    }
  }

  /** From the first answer of the engine until it is lost; resolves with why. */
  async #session(): Promise<AppError> {
    const session = new AbortController();
    const end = () => session.abort();
    this.#abort.signal.addEventListener('abort', end);
    const { signal } = session;
    try {
      const since = Date.now();
      let tellCurrent: () => void = () => {};
      const current = new Promise<void>((resolve) => {
        tellCurrent = resolve;
      });
      const follow = this.inventory.follow(this.#engine, signal, tellCurrent);
      // The lists come first: what an engine works out for its facts would make it slower to answer with them.
      const facts = current.then(async () => {
        // Podman takes a second and more for its facts: after an outage those of before hold until then.
        if (this.#told && this.#state.kind !== 'running')
          this.#set({ kind: 'running', since, ...this.#told });
        this.#told = await readFacts(this.#engine, { signal });
        this.#set({ kind: 'running', since, ...this.#told });
      });
      await Promise.race([Promise.all([facts, follow]), this.#probe(signal)]);
      return new AppError('STREAM_LOST', 'the event stream ended');
    } catch (thrown) {
      return AppError.from(thrown);
    } finally {
      session.abort();
      this.#abort.signal.removeEventListener('abort', end);
    }
  }

  /** Watches over streams that may be silent for ever: rejects once the engine gives no answer. */
  async #probe(signal: AbortSignal): Promise<never> {
    for (;;) {
      await pause(PROBE_EVERY_MS, signal);
      if (signal.aborted) throw new AppError('CANCELLED', 'closed');
      await ping(this.#engine, { signal, deadline: PROBE_DEADLINE_MS });
    }
  }

  #fail(error: AppError): void {
    const kind = STATE_OF[error.code] ?? 'unreachable';
    const before = this.#state;
    const same = before.kind === kind && 'error' in before && before.error.detail === error.detail;
    if (!same)
      this.#set({ kind, since: before.kind === kind ? before.since : Date.now(), error: error.toData() });
  }

  #set(state: EngineState): void {
    this.#state = state;
    this.#onChange();
  }
}

type FailedKind = Exclude<EngineState['kind'], 'starting' | 'running'>;
const STATE_OF: Partial<Record<AppError['code'], FailedKind>> = {
  ENGINE_STOPPED: 'stopped',
  ENGINE_FAILED: 'stopped',
  ENGINE_DENIED: 'denied',
  ENGINE_HUNG: 'hung',
  ENGINE_TOO_OLD: 'too-old',
  ENGINE_MISSING: 'missing',
};
