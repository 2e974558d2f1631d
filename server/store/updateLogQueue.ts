import { assert } from "../../shared/assert.ts";
import { limits } from "../../shared/limits.ts";
import type { Clock } from "../clock.ts";
import type { LogMeter } from "./logMeter.ts";
import type { LogEntry } from "./updateLog.ts";

/** The longest an entry waits for company before its group is committed. */
const groupMs = 10;
/** More than this in one transaction would keep the disk from everyone else for too long. */
const maxGroupBytes = 4_000_000;
const firstRetryMs = 50;
const slowestRetryMs = 5_000;

export interface UpdateLogQueueOptions {
  /** Commits all entries or none; gives their sequence numbers. */
  commit(entries: readonly LogEntry[]): Promise<number[]>;
  clock: Clock;
  onFailure?: (error: unknown, failingForMs: number) => void;
  meter?: LogMeter;
}

interface Waiting {
  entry: LogEntry;
  resolve: (seq: number) => void;
  since: number;
}

/**
 * Commits entries in groups, one group at a time, in the order they came. A group that fails stays at the head and is
 * tried again, ever more slowly: nothing overtakes it, and nothing is dropped.
 */
export class UpdateLogQueue {
  readonly #options: UpdateLogQueueOptions;
  readonly #recovered = new Set<() => void>();
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #state: "idle" | "grouping" | "committing" | "retrying" = "idle";
  #failingSince: number | undefined;
  /** When the commit began that is under way. */
  #committingSince: number | undefined;
  #idle: (() => void)[] = [];

  constructor(options: UpdateLogQueueOptions) {
    this.#options = options;
    options.meter?.watch(() => {
      const now = options.clock.now();
      return {
        updates: this.#waiting.length,
        bytes: this.#waitingBytes,
        oldestMs: now - (this.#waiting[0]?.since ?? now),
      };
    });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get isAccepting(): boolean {
    if (this.#waitingBytes > limits.unsavedBytes) return false;
    return !this.#isLate(this.#failingSince ?? this.#committingSince);
  }

  append(entry: LogEntry): Promise<number> {
    const { promise, resolve } = promiseWithResolve<number>();
    this.#waiting.push({ entry, resolve, since: this.#options.clock.now() });
    this.#waitingBytes += entry.bytes.length;
    if (this.#state === "idle") {
      this.#state = "grouping";
      this.#options.clock.schedule(() => void this.#commit(), groupMs);
    }
    return promise;
  }

  onRecovered(listener: () => void): () => void {
    this.#recovered.add(listener);
    return () => this.#recovered.delete(listener);
  }

  /** Resolves when everything that waits now is on disk. */
  async drained(): Promise<void> {
    if (this.#state === "idle") return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #commit(): Promise<void> {
    this.#state = "committing";
    const beganAt = this.#options.clock.now();
    this.#committingSince = beganAt;
    const group = this.#nextGroup();
    const start = this.#options.clock.now();
    let seqs: number[];
    try {
      seqs = await this.#options.commit(group.map(({ entry }) => entry));
      assert(seqs.length === group.length, "a commit gives one sequence number for each entry");
    } catch (error) {
      this.#retry(error);
      return;
    }
    this.#options.meter?.committed(group.length, this.#options.clock.now() - start);
    this.#waiting.splice(0, group.length);
    const hadFailed = this.#failingSince !== undefined || this.#isLate(beganAt);
    this.#failingSince = undefined;
    this.#committingSince = undefined;
    group.forEach(({ entry, resolve }, index) => {
      this.#waitingBytes -= entry.bytes.length;
      resolve(seqs[index] ?? 0);
    });
    if (hadFailed) for (const listener of this.#recovered) listener();
    this.#goOn();
  }

  /** What came during a commit has waited long enough; it goes at once. */
  #goOn(): void {
    if (this.#waiting.length > 0) {
      void this.#commit();
      return;
    }
    this.#state = "idle";
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #isLate(since: number | undefined): boolean {
    return since !== undefined && this.#options.clock.now() - since >= limits.unsavedMs;
  }

  #nextGroup(): Waiting[] {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ entry }) => (bytes += entry.bytes.length) > maxGroupBytes);
    return end < 0 ? [...this.#waiting] : this.#waiting.slice(0, Math.max(1, end));
  }

  #retry(error: unknown): void {
    const now = this.#options.clock.now();
    // A commit that hung before it failed did not save anything all that time.
    this.#failingSince ??= this.#committingSince ?? now;
    this.#committingSince = undefined;
    const failingForMs = now - this.#failingSince;
    this.#options.onFailure?.(error, failingForMs);
    this.#options.meter?.failed();
    this.#state = "retrying";
    const delayMs = Math.min(slowestRetryMs, Math.max(firstRetryMs, failingForMs));
    this.#options.clock.schedule(() => void this.#commit(), delayMs);
  }
}

function promiseWithResolve<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((r) => {
    resolve = r;
  });
  return { promise, resolve };
}
