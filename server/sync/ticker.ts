import type { Clock } from "../clock.ts";
import type { Report } from "./report.ts";

/** Every room is looked after once in this time; rooms take turns, so that they never all work in the same moment. */
const roundMs = 1_000;
const turnsPerRound = 20;

/** What takes turns. */
export interface Ticking {
  /** Does what is due at `now`; gives when it wants to be called again, if at all. */
  run(now: number): number | undefined;
  /** Slow work: what may as well be done a second later. */
  patrol(now: number): void;
}

/** The one timer of all rooms. */
export class Ticker {
  readonly #clock: Clock;
  readonly #report: Report;
  readonly #due = new Map<Ticking, number>();
  readonly #all = new Set<Ticking>();
  #turn: Iterator<Ticking> | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #cancelTurn: (() => void) | undefined;

  constructor(clock: Clock, report: Report) {
    this.#clock = clock;
    this.#report = report;
  }

  add(ticking: Ticking): void {
    this.#all.add(ticking);
    this.#cancelTurn ??= this.#scheduleTurn();
  }

  remove(ticking: Ticking): void {
    this.#all.delete(ticking);
    this.#due.delete(ticking);
  }

  /** Calls for `run` at that time, unless it comes earlier anyway. */
  wake(ticking: Ticking, at: number): void {
    const known = this.#due.get(ticking);
    if (known !== undefined && known <= at) return;
    this.#due.set(ticking, at);
    if (at < this.#nextAt) this.#schedule(at);
  }

  close(): void {
    this.#cancel?.();
    this.#cancelTurn?.();
    this.#all.clear();
    this.#due.clear();
  }

  #schedule(at: number): void {
    this.#cancel?.();
    this.#nextAt = at;
    this.#cancel = this.#clock.schedule(() => this.#run(), Math.max(0, at - this.#clock.now()));
  }

  #run(): void {
    const now = this.#clock.now();
    this.#nextAt = Number.POSITIVE_INFINITY;
    this.#cancel = undefined;
    const due: Ticking[] = [];
    // Timers are coarse: what is due within half a millisecond is due.
    for (const [ticking, at] of this.#due) if (at <= now + 0.5) due.push(ticking);
    for (const ticking of due) {
      this.#due.delete(ticking);
      const next = this.#guard(() => ticking.run(this.#clock.now() + 0.5));
      if (next !== undefined) this.wake(ticking, next);
    }
    let next = Number.POSITIVE_INFINITY;
    for (const at of this.#due.values()) next = Math.min(next, at);
    if (next < this.#nextAt) this.#schedule(next);
  }

  #scheduleTurn(): () => void {
    return this.#clock.schedule(() => {
      this.#cancelTurn = undefined;
      const now = this.#clock.now();
      for (let left = Math.ceil(this.#all.size / turnsPerRound); left > 0; left--) {
        const ticking = this.#nextTurn();
        this.#guard(() => ticking?.patrol(now));
      }
      if (this.#all.size > 0) this.#cancelTurn = this.#scheduleTurn();
    }, roundMs / turnsPerRound);
  }

  /** A bug in one room is reported and does not stop the others. */
  #guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#report("error", "room failed", { error: error instanceof Error ? (error.stack ?? error.message) : "?" });
      return undefined;
    }
  }

  #nextTurn(): Ticking | undefined {
    this.#turn ??= this.#all.values();
    const { value, done } = this.#turn.next() as IteratorResult<Ticking, undefined>;
    if (!done) return value;
    this.#turn = undefined;
    return undefined;
  }
}
