/** One that is read slowly must not keep all others closed; more would fill the memory with maps that nobody can use yet. */
const mostAtOnce = 4;

interface Turn {
  isAlone: boolean;
  start: () => void;
}

/** Lets some maps be opened at once, in the order they came, and one that must be alone while no other is. */
export class OpeningTurns {
  readonly #line: Turn[] = [];
  #running = 0;
  #isAlone = false;

  async run<T>(isAlone: boolean, open: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      this.#line.push({ isAlone, start });
      this.#startNext();
    });
    try {
      return await open();
    } finally {
      this.#running -= 1;
      this.#isAlone = false;
      this.#startNext();
    }
  }

  #startNext(): void {
    for (let first = this.#line[0]; first && this.#fits(first); first = this.#line[0]) {
      this.#line.shift();
      this.#running += 1;
      this.#isAlone = first.isAlone;
      first.start();
    }
  }

  #fits({ isAlone }: Turn): boolean {
    return !this.#isAlone && this.#running < (isAlone ? 1 : mostAtOnce);
  }
}
