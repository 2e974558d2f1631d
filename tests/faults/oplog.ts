/** One edit as its author knows it. Times are those of `performance.now()`. */
export interface LoggedEdit {
  id: string;
  author: string;
  madeAt: number;
  /** When the server said of it that it is settled and did not refuse it: from here on it must never be lost. */
  acknowledgedAt: number | undefined;
}

/** The edits of a map as somebody holds them, in the order they have in the document. */
export interface Replica {
  name: string;
  edits: readonly string[];
}

/** What a reading says of an oplog. Every list is empty when all promises are kept and everything has arrived. */
export interface Verdict {
  written: number;
  acknowledged: number;
  /** Acknowledged, and not in the reading. */
  lost: string[];
  /** In the reading more than once. */
  doubled: string[];
  /** In the reading, and nobody wrote it. */
  strange: string[];
  /** Whose edits do not stand in the order they were made. */
  disordered: string[];
  /** Written, never acknowledged, and not in the reading: only a fault that has not healed explains it. */
  missing: string[];
  /** Who holds something else than the reading. */
  unequal: string[];
}

/** What was written during a run, by whom, and what was called saved when. */
export class Oplog {
  readonly #edits = new Map<string, LoggedEdit>();
  readonly #byAuthor = new Map<string, string[]>();
  #acknowledged = 0;
  /** The longest anybody waited from an edit to its acknowledgement, in milliseconds. */
  longestWaitMs = 0;

  /** Notes the author's next edit and gives its id. */
  write(author: string): string {
    const own = this.#byAuthor.get(author) ?? [];
    this.#byAuthor.set(author, own);
    const id = `${author}-${own.length}`;
    own.push(id);
    this.#edits.set(id, { id, author, madeAt: performance.now(), acknowledgedAt: undefined });
    return id;
  }

  /** Notes that the server called these edits saved; the first time counts. */
  acknowledge(ids: Iterable<string>): void {
    const now = performance.now();
    for (const id of ids) {
      const edit = this.#edits.get(id);
      if (!edit || edit.acknowledgedAt !== undefined) continue;
      edit.acknowledgedAt = now;
      this.#acknowledged += 1;
      this.longestWaitMs = Math.max(this.longestWaitMs, now - edit.madeAt);
    }
  }

  /** Everything an author wrote, in order. */
  of(author: string): readonly string[] {
    return this.#byAuthor.get(author) ?? [];
  }

  get edits(): readonly LoggedEdit[] {
    return [...this.#edits.values()];
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  acknowledgedIds(): string[] {
    return this.edits.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).map(({ id }) => id);
  }

  isAcknowledged(id: string): boolean {
    return this.#edits.get(id)?.acknowledgedAt !== undefined;
  }

  /** Whether everything that was written is acknowledged. */
  get isSettled(): boolean {
    return this.#acknowledged === this.#edits.size;
  }

  /** Holds a fresh reading, and what others hold, against what was written and acknowledged. */
  check(reading: readonly string[], replicas: readonly Replica[] = []): Verdict {
    const places = new Map(reading.map((id, place) => [id, place]));
    const absent = this.edits.filter(({ id }) => !places.has(id));
    const whole = reading.join("\n");
    return {
      written: this.#edits.size,
      acknowledged: this.acknowledged,
      lost: absent.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).map(({ id }) => id),
      doubled: reading.filter((id, place) => places.get(id) !== place),
      strange: reading.filter((id) => !this.#edits.has(id)),
      disordered: [...this.#byAuthor].filter(([, ids]) => !isAscending(ids, places)).map(([author]) => author),
      missing: absent.filter(({ acknowledgedAt }) => acknowledgedAt === undefined).map(({ id }) => id),
      unequal: replicas.filter(({ edits }) => edits.join("\n") !== whole).map(({ name }) => name),
    };
  }
}

function isAscending(ids: readonly string[], places: ReadonlyMap<string, number>): boolean {
  const found = ids.flatMap((id) => places.get(id) ?? []);
  return found.every((place, index) => index === 0 || place > (found[index - 1] ?? 0));
}
