import type { Member } from "./member.ts";

/** Whom a change of access concerns: connections to that map. */
export type Concerns = (mapId: string, member: Member) => boolean;

/** One admission under way: from before the rights are read until the connection is in its room. */
export interface AccessWatch {
  /** Whether rights that were read since this watch began may have changed. */
  isStale(mapId: string, member: Member): boolean;
  end(): void;
}

/** Remembers changes of access for as long as anybody is being let in by what was read before them. */
export class AccessWatches {
  readonly #watches = new Map<object, Concerns[]>();

  begin(): AccessWatch {
    const key = {};
    const changes: Concerns[] = [];
    this.#watches.set(key, changes);
    return {
      isStale: (mapId, member) => changes.some((concerns) => concerns(mapId, member)),
      end: () => this.#watches.delete(key),
    };
  }

  note(concerns: Concerns): void {
    for (const changes of this.#watches.values()) changes.push(concerns);
  }
}
