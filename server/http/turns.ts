import { AppError } from "../../shared/errors.ts";

/** Lets work on one thing happen one after the other, in the order it came; different things do not wait for each other. */
export class Turns {
  readonly #most: number;
  readonly #lines = new Map<string, { last: Promise<unknown>; waiting: number }>();

  /** @param most that may wait for one thing, the one at work among them. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `work` after everything that came before it for `key`. @throws AppError RATE when too much waits. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (line.waiting >= this.#most)
      throw new AppError("RATE", `More than ${this.#most} requests wait for their turn at this map. Try again soon.`);
    this.#lines.set(key, line);
    line.waiting += 1;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.#lines.delete(key);
    }
  }
}
