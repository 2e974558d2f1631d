/**
 * Which changes of one connection are settled, as message 4 counts them: on disk, or refused. Changes are numbered from
 * 1 in the order they came; the count never runs ahead of a change that still waits.
 */
export class Settlement {
  #received = 0;
  #settled = 0;
  /** The last change that waits for the disk; all after it are settled as soon as it is. */
  #lastWaiting = 0;
  /** Changes from `from` on were set aside for a gap; the resync that brings them again is number `until`. */
  #gap: { from: number; until: number } | undefined;

  /** Numbers the next change. */
  receive(): number {
    return ++this.#received;
  }

  get received(): number {
    return this.#received;
  }

  /** The first so many are settled. */
  get settled(): number {
    return this.#settled;
  }

  /** A resync is awaited and has not come. */
  get isGapOpen(): boolean {
    return this.#gap !== undefined && this.#gap.until === Number.POSITIVE_INFINITY;
  }

  /** The change goes to disk; `commit` follows. */
  wait(index: number): void {
    this.#lastWaiting = index;
  }

  /** The change is on disk. Commits come in the order of `wait`. */
  commit(index: number): void {
    if (this.#gap && index >= this.#gap.until) this.#gap = undefined;
    this.#settleUpTo(index >= this.#lastWaiting ? this.#received : index);
  }

  /** The change was refused, or said nothing new. */
  finish(index: number): void {
    if (index === this.#gap?.until) this.#gap = undefined;
    if (this.#lastWaiting <= this.#settled) this.#settleUpTo(index);
  }

  /** The change was set aside: only a later SyncStep2 can settle it. */
  setAside(index: number): void {
    this.#gap ??= { from: index, until: Number.POSITIVE_INFINITY };
    this.#gap.until = Number.POSITIVE_INFINITY;
  }

  /** A SyncStep2 came that contains whatever was set aside; it settles that together with itself. */
  resync(index: number): void {
    if (this.#gap) this.#gap.until = index;
  }

  #settleUpTo(index: number): void {
    const end = this.#gap ? Math.min(index, this.#gap.from - 1) : index;
    if (end > this.#settled) this.#settled = end;
  }
}
