import type { Clock } from "../../../server/clock.ts";

interface Task {
  at: number;
  run: () => void;
}

/** A clock that a test turns by hand. */
export class HandClock implements Clock {
  #now = 1_000;
  readonly #tasks = new Set<Task>();

  now(): number {
    return this.#now;
  }

  schedule(run: () => void, delayMs: number): () => void {
    const task = { at: this.#now + Math.max(0, delayMs), run };
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  }

  /** Lets time pass: every task runs at its time, and what it promised is kept before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#tasks.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = end;
  }

  /** Makes the current task seem to have taken so long. */
  spend(ms: number): void {
    this.#now += ms;
  }

  #next(end: number): Task | undefined {
    let first: Task | undefined;
    for (const task of this.#tasks) if (task.at <= end && (!first || task.at < first.at)) first = task;
    return first;
  }
}

/** Every promise that can be kept without time passing is kept. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
