import { limits } from "../../shared/limits.ts";

/** One connection that asked for the document and gets much. */
export interface LargeReader {
  readonly mapId: string;
  /** Whether he has read nearly all that he was sent. */
  readonly pace: "current" | "slow" | "dead";
  /** It is his turn. Never throws. */
  begin(): void;
  /** Others wait for his place, and he has had long enough. */
  sendBack(): void;
}

/**
 * The large answers of a process that were sent and not yet read: so many at once in a room and altogether. Whoever asks
 * when all places are taken waits his turn, and whoever does not read loses his place to those who wait.
 */
export class LargeAnswers {
  /** Who reads, and since when. */
  readonly #reading = new Map<LargeReader, number>();
  /** In the order they came. */
  readonly #waiting = new Set<LargeReader>();
  #isNextCalled = false;

  /** Takes a place, when there is one; otherwise `begin` is called when there is. Nobody overtakes who waits. */
  enter(reader: LargeReader, now: number): boolean {
    if (this.#waiting.has(reader)) return false;
    if (this.#reading.has(reader) || this.#hasPlace(reader.mapId)) this.#reading.set(reader, now);
    else this.#waiting.add(reader);
    return this.#reading.has(reader);
  }

  isWaiting(reader: LargeReader): boolean {
    return this.#waiting.has(reader);
  }

  /** He has read his answer, or needs none any more. */
  leave(reader: LargeReader, now: number): void {
    this.#waiting.delete(reader);
    if (!this.#reading.delete(reader) || this.#waiting.size === 0 || this.#isNextCalled) return;
    // Not at once: when a room is closed, those who wait leave in the same moment.
    this.#isNextCalled = true;
    queueMicrotask(() => this.#callNext(now));
  }

  /** Looks after one who may be reading. */
  patrol(reader: LargeReader, now: number): void {
    const since = this.#reading.get(reader);
    if (since === undefined) return;
    if (reader.pace === "current") this.leave(reader, now);
    else if (this.#waiting.size > 0 && now - since > limits.largeAnswerMs && this.#isAwaited(reader.mapId))
      reader.sendBack();
  }

  #callNext(now: number): void {
    this.#isNextCalled = false;
    for (const reader of this.#waiting) {
      if (this.#isFull) return;
      if (!this.#hasPlace(reader.mapId)) continue;
      this.#waiting.delete(reader);
      this.#reading.set(reader, now);
      reader.begin();
    }
  }

  get #isFull(): boolean {
    return this.#reading.size >= limits.largeAnswersPerProcess;
  }

  #hasPlace(mapId: string): boolean {
    if (this.#isFull) return false;
    let count = 0;
    for (const reader of this.#reading.keys()) if (reader.mapId === mapId) count += 1;
    return count < limits.largeAnswersPerRoom;
  }

  /** Whether somebody waits who would get a place that is left in this map, and gets none of those that are free. */
  #isAwaited(mapId: string): boolean {
    const taken = new Map<string, number>();
    for (const reader of this.#reading.keys()) taken.set(reader.mapId, (taken.get(reader.mapId) ?? 0) + 1);
    let wanted = 0;
    for (const reader of this.#waiting) {
      const count = taken.get(reader.mapId) ?? 0;
      if (count < limits.largeAnswersPerRoom) wanted += 1;
      else if (reader.mapId === mapId) return true;
      taken.set(reader.mapId, count + 1);
    }
    return wanted > limits.largeAnswersPerProcess - this.#reading.size;
  }
}
