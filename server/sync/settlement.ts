/**
 * Which changes of one connection are settled, as message 4 counts them: on disk, or refused. Changes are numbered from
 * 1 in the order they came; the count never runs ahead of a change that still waits.
 */
export class Settlement {
  #received = 0;
  #settled = 0;
  /** The last change that waits for the disk, and the last that got there; all after both are settled. */
  #lastWaiting = 0;
  #lastCommitted = 0;
  /** Changes that were set aside for a gap → the SyncStep2 that was taken and brings them again, or Infinity. */
  readonly #setAside = new Map<number, number>();
  #isGapOpen = false;

  /** Numbers the next change. One of `wait`, `finish` and `setAside` follows at once. */
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

  /** Something is set aside, and no SyncStep2 with it was taken. */
  get isGapOpen(): boolean {
    return this.#isGapOpen;
  }

  /** How many changes are set aside. */
  get setAsideCount(): number {
    return this.#setAside.size;
  }

  /** The change goes to disk; `commit` follows. */
  wait(index: number): void {
    this.#lastWaiting = index;
  }

  /** The change is on disk. Commits come in the order of `wait`. */
  commit(index: number): void {
    this.#lastCommitted = index;
    for (const [aside, resync] of this.#setAside) if (resync <= index) this.#setAside.delete(aside);
    this.#settle();
  }

  /** The change was refused, or said nothing new. */
  finish(index: number): void {
    for (const [aside, resync] of this.#setAside) if (resync === index) this.#setAside.delete(aside);
    this.#settle();
  }

  /** The change was set aside: only a later SyncStep2 can settle it, or `giveUp`. */
  setAside(index: number): void {
    this.#setAside.set(index, Number.POSITIVE_INFINITY);
    this.#isGapOpen = true;
  }

  /** A SyncStep2 that contains whatever was set aside is taken or known; settled, it settles that too. */
  resync(index: number): void {
    this.#isGapOpen = false;
    for (const [aside, resync] of this.#setAside)
      if (resync === Number.POSITIVE_INFINITY) this.#setAside.set(aside, index);
  }

  /** What was set aside is not coming again. @returns its numbers, to be refused; `finish` follows. */
  giveUp(): number[] {
    const lost = [...this.#setAside]
      .filter(([, resync]) => resync === Number.POSITIVE_INFINITY)
      .map(([index]) => index);
    for (const index of lost) this.#setAside.delete(index);
    this.#isGapOpen = false;
    return lost;
  }

  #settle(): void {
    const reached = this.#lastCommitted >= this.#lastWaiting ? this.#received : this.#lastCommitted;
    const { value: firstAside } = this.#setAside.keys().next();
    const end = firstAside === undefined ? reached : Math.min(reached, firstAside - 1);
    if (end > this.#settled) this.#settled = end;
  }
}
