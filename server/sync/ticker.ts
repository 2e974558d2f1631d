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
  /** Who may be due in which millisecond; whoever was called for another time since is passed over. */
  readonly #slots = new Map<number, Ticking[]>();
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
    const slot = Math.ceil(at);
    const others = this.#slots.get(slot);
    if (others) others.push(ticking);
    else this.#slots.set(slot, [ticking]);
    if (slot < this.#nextAt) this.#schedule(slot);
  }

  close(): void {
    this.#cancel?.();
    this.#cancelTurn?.();
    this.#all.clear();
    this.#due.clear();
    this.#slots.clear();
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
    for (const [slot, tickings] of this.#slots) {
      // Timers are coarse: what is due within half a millisecond is due.
      if (slot > now + 0.5) continue;
      this.#slots.delete(slot);
      for (const ticking of tickings) this.#runIfDue(ticking, slot);
    }
    let next = Number.POSITIVE_INFINITY;
    for (const slot of this.#slots.keys()) next = Math.min(next, slot);
    if (next < this.#nextAt) this.#schedule(next);
  }

  #runIfDue(ticking: Ticking, slot: number): void {
    const at = this.#due.get(ticking);
    if (at === undefined || at > slot) return;
    this.#due.delete(ticking);
    const next = this.#guard(() => ticking.run(Math.max(slot, this.#clock.now())));
    if (next !== undefined) this.wake(ticking, next);
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
