import { limits } from "../../shared/limits.ts";
import type { Clock } from "../clock.ts";
import { CommitLine, type Waiting } from "./commitLine.ts";
import { CommitTurns } from "./commitTurns.ts";
import type { LogMeter } from "./logMeter.ts";
import type { LogEntry } from "./updateLog.ts";

/** Maps that are set apart use the connections that maps are loaded with; some are left for that. */
const apartAtOnce = 2;

/** `map` is there when it is that map's changes alone which are not saved. */
export type FailureListener = (error: unknown, failingForMs: number, map?: string) => void;

export interface UpdateLogQueueOptions {
  /**
   * Commits all entries or none; gives their sequence numbers, `undefined` for those of a map that is locked just now:
   * they go by `commitApart`.
   */
  commit: (entries: readonly LogEntry[]) => Promise<readonly (number | undefined)[]>;
  /** The same for entries of one map, waiting until it is free; `commit` when absent. */
  commitApart?: (entries: readonly LogEntry[]) => Promise<readonly (number | undefined)[]>;
  clock: Clock;
  onFailure?: FailureListener;
  meter?: LogMeter;
}

/**
 * Brings entries to disk, a map's in the order they came. All maps share one line, until something is wrong with one of
 * them alone: that one gets a line of its own until nothing of it waits, and the others go on.
 */
export class UpdateLogQueue {
  readonly #options: UpdateLogQueueOptions;
  readonly #apart = new Map<string, CommitLine>();
  readonly #apartTurns = new CommitTurns(apartAtOnce);
  readonly #shared: CommitLine;

  constructor(options: UpdateLogQueueOptions) {
    this.#options = options;
    this.#shared = this.#openLine();
    options.meter?.watch(() => {
      const now = options.clock.now();
      return {
        updates: this.waiting,
        bytes: this.#bytes,
        oldestMs: now - (this.#shared.oldestSince ?? now),
        mapsApart: [...this.#apart.values()].filter(({ isFailing }) => isFailing).length,
      };
    });
  }

  get waiting(): number {
    return this.#lines().reduce((sum, { length }) => sum + length, 0);
  }

  /** False while what all maps share does not get to disk; a map that fails alone changes nothing here. */
  get isAccepting(): boolean {
    return this.#shared.bytes <= limits.unsavedBytes && !this.#shared.isLate;
  }

  /** Whether more of this map should come. */
  accepts(map: string): boolean {
    const own = this.#apart.get(map);
    // What waits of maps that are set apart fills the memory as well, and holds up them alone.
    if (own) return own.bytes <= limits.unsavedBytesPerMap && this.#bytes <= limits.unsavedBytes && !own.isLate;
    return this.isAccepting || (this.#shared.bytes <= limits.unsavedBytes && this.#shared.mayGetThrough(map));
  }

  append(entry: LogEntry): Promise<number> {
    const { promise, resolve } = promiseWithResolve<number>();
    const line = this.#apart.get(entry.map) ?? this.#shared;
    line.add({ entry, resolve, since: this.#options.clock.now() });
    return promise;
  }

  /** Resolves when everything that waits now is on disk. */
  async drained(): Promise<void> {
    await this.#shared.drained();
    await Promise.all(Array.from(this.#apart.values(), (line) => line.drained()));
  }

  get #bytes(): number {
    return this.#lines().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #lines(): CommitLine[] {
    return [this.#shared, ...this.#apart.values()];
  }

  /** The line of one map that is set apart, or that of all others. */
  #openLine(map?: string): CommitLine {
    const { commit, commitApart = commit, clock, meter, onFailure } = this.#options;
    return new CommitLine({
      commit: map === undefined ? commit : (entries) => this.#apartTurns.run(() => commitApart(entries)),
      clock,
      onCommitted: (updates, ms) => meter?.committed(updates, ms),
      onFailure: (error, failingForMs) => {
        onFailure?.(error, failingForMs, map);
        meter?.failed();
      },
      onIdle: () => map !== undefined && this.#apart.delete(map),
      setApart: (...args) => this.#setApart(...args),
    });
  }

  #setApart(map: string, waiting: readonly Waiting[], failingSince: number | undefined): void {
    const line = this.#openLine(map);
    this.#apart.set(map, line);
    line.begin(waiting, failingSince);
  }
}

function promiseWithResolve<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((r) => {
    resolve = r;
  });
  return { promise, resolve };
}
