import { assert } from "../../shared/assert.ts";
import { limits } from "../../shared/limits.ts";
import type { Clock } from "../clock.ts";
import type { LogEntry } from "./updateLog.ts";

/** The longest an entry waits for company before its group is committed. */
const groupMs = 10;
/** More than this in one transaction would keep the disk from everyone else for too long. */
const maxGroupBytes = 4_000_000;
const firstRetryMs = 50;
const slowestRetryMs = 5_000;
/** So often a group is tried as a whole: once for what passes by itself. */
const wholeTries = 2;
/** A commit that was given up goes on in the database, and keeps its maps locked while the disk takes nothing. */
const stillHeld = "after a failure every map is locked, maybe by the commit that failed";

/** An entry on its way to disk. */
export interface Waiting {
  entry: LogEntry;
  resolve: (seq: number) => void;
  since: number;
}

export interface CommitLineOptions {
  /** Commits all entries or none; gives their sequence numbers, `undefined` for those of a map that is locked just now. */
  commit(entries: readonly LogEntry[]): Promise<readonly (number | undefined)[]>;
  clock: Clock;
  onCommitted(updates: number, ms: number): void;
  onFailure(error: unknown, failingForMs: number): void;
  /** Nothing waits any more. */
  onIdle(): void;
  /**
   * Takes what waits of a map out of this line: it is locked, or it failed alone while another map's was committed. It
   * has not been saved since `failingSince`, where something had failed before.
   */
  setApart(map: string, waiting: Waiting[], failingSince: number | undefined): void;
}

/**
 * Commits entries in groups, one group at a time, a map's in the order they came. A group that fails is tried again, ever
 * more slowly; from its second failure on one map at a time, in turn, until one gets through. Nothing is dropped.
 */
export class CommitLine {
  readonly #options: CommitLineOptions;
  /** Maps that failed alone since the last commit; first the one whose last try is longest ago. */
  readonly #suspects = new Set<string>();
  #waiting: Waiting[] = [];
  #bytes = 0;
  #state: "idle" | "grouping" | "committing" | "retrying" = "idle";
  #failures = 0;
  #failingSince: number | undefined;
  /** When the commit began that is under way. */
  #committingSince: number | undefined;
  #idle: (() => void)[] = [];

  constructor(options: CommitLineOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get oldestSince(): number | undefined {
    return this.#waiting[0]?.since;
  }

  get isFailing(): boolean {
    return this.#failingSince !== undefined;
  }

  /** What should be on disk by now is not. */
  get isLate(): boolean {
    return this.#isLongAgo(this.#failingSince ?? this.#committingSince);
  }

  /** Whether a map's next change may get through although others' do not: it has not failed itself. */
  mayGetThrough(map: string): boolean {
    if (this.#suspects.size === 0 || this.#suspects.has(map)) return false;
    return !this.#isLongAgo(this.#waiting.find(({ entry }) => entry.map === map)?.since);
  }

  add(waiting: Waiting): void {
    this.#push(waiting);
    if (this.#state !== "idle") return;
    this.#state = "grouping";
    this.#options.clock.schedule(() => void this.#commit(), groupMs);
  }

  /** Goes on at once with what waited in another line, where it failed since then. */
  begin(waiting: readonly Waiting[], failingSince: number | undefined): void {
    for (const each of waiting) this.#push(each);
    this.#failingSince = failingSince;
    void this.#commit();
  }

  /** Resolves when everything that waits now is on disk. */
  async drained(): Promise<void> {
    if (this.#state === "idle") return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #push(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#bytes += waiting.entry.bytes.length;
  }

  async #commit(): Promise<void> {
    this.#state = "committing";
    const beganAt = this.#options.clock.now();
    this.#committingSince = beganAt;
    const group = this.#nextGroup();
    let seqs: readonly (number | undefined)[];
    try {
      seqs = await this.#options.commit(group.map(({ entry }) => entry));
      assert(seqs.length === group.length, "a commit says of each entry what became of it");
      if (this.isFailing && seqs.every((seq) => seq === undefined)) throw new Error(stillHeld);
    } catch (error) {
      this.#retry(group, error);
      return;
    }
    this.#settle(group, seqs, beganAt);
  }

  #settle(group: readonly Waiting[], seqs: readonly (number | undefined)[], beganAt: number): void {
    const failedSince = this.#failingSince;
    const failed = [...this.#suspects].filter((map) => !group.some(({ entry }) => entry.map === map));
    const locked = new Set(group.flatMap(({ entry }, index) => (seqs[index] === undefined ? entry.map : [])));
    const done = group.filter(({ entry }) => !locked.has(entry.map));
    this.#suspects.clear();
    this.#failures = 0;
    this.#failingSince = undefined;
    this.#committingSince = undefined;
    this.#remove(new Set(done));
    if (done.length > 0) this.#options.onCommitted(done.length, this.#options.clock.now() - beganAt);
    group.forEach(({ resolve }, index) => {
      const seq = seqs[index];
      if (seq !== undefined) resolve(seq);
    });
    for (const map of [...failed, ...locked]) this.#setApart(map, failedSince);
    this.#goOn();
  }

  #setApart(map: string, failingSince: number | undefined): void {
    const own = this.#waiting.filter(({ entry }) => entry.map === map);
    this.#remove(new Set(own));
    // It may have had nothing to save yet when the failing began.
    const since = failingSince && Math.max(failingSince, own[0]?.since ?? failingSince);
    this.#options.setApart(map, own, since);
  }

  #remove(gone: ReadonlySet<Waiting>): void {
    this.#waiting = this.#waiting.filter((each) => !gone.has(each));
    for (const { entry } of gone) this.#bytes -= entry.bytes.length;
  }

  /** What came during a commit has waited long enough; it goes at once. */
  #goOn(): void {
    if (this.#waiting.length > 0) {
      void this.#commit();
      return;
    }
    this.#state = "idle";
    for (const resolve of this.#idle.splice(0)) resolve();
    this.#options.onIdle();
  }

  #isLongAgo(since: number | undefined): boolean {
    return since !== undefined && this.#options.clock.now() - since >= limits.unsavedMs;
  }

  #nextGroup(): Waiting[] {
    const map = this.#failures < wholeTries ? undefined : this.#nextAlone();
    const from = map === undefined ? this.#waiting : this.#waiting.filter(({ entry }) => entry.map === map);
    let bytes = 0;
    const end = from.findIndex(({ entry }) => (bytes += entry.bytes.length) > maxGroupBytes);
    return end < 0 ? [...from] : from.slice(0, Math.max(1, end));
  }

  #nextAlone(): string | undefined {
    const untried = this.#waiting.find(({ entry }) => !this.#suspects.has(entry.map));
    return untried?.entry.map ?? this.#suspects.values().next().value;
  }

  #retry(group: readonly Waiting[], error: unknown): void {
    const now = this.#options.clock.now();
    const [map, ...others] = new Set(group.map(({ entry }) => entry.map));
    if (map !== undefined && others.length === 0) {
      this.#suspects.delete(map);
      this.#suspects.add(map);
    }
    this.#failures += 1;
    // A commit that hung before it failed did not save anything all that time.
    this.#failingSince ??= this.#committingSince ?? now;
    this.#committingSince = undefined;
    const failingForMs = now - this.#failingSince;
    this.#options.onFailure(error, failingForMs);
    this.#state = "retrying";
    const delayMs = Math.min(slowestRetryMs, firstRetryMs * 2 ** (this.#failures - 1));
    this.#options.clock.schedule(() => void this.#commit(), delayMs);
  }
}
