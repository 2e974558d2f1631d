import { limits } from "../../shared/limits.ts";
import type { PlayRun } from "../../shared/recovery/playRun.ts";
import type { Database } from "./database.ts";
import { mustBeHere } from "./names.ts";
import type { PlayRunTable } from "./schema.ts";

export type PlayRunRow = Omit<PlayRunTable, "mapId" | "playId">;

/** The runs of plans B, by map. */
export interface PlayRuns {
  /** The newest runs of a map, or of one of its plays. */
  list(mapId: string, playId?: string): Promise<PlayRunRow[]>;
  /**
   * Reads a run and writes what `change` makes of it, undefined for one that is not there, as one step; `change` throws
   * to leave everything as it is. @throws AppError SIGNED_OUT when the author was erased meanwhile. `kept` counts the runs of the map, and its author's among them.
   */
  put(
    mapId: string,
    authorId: string,
    run: PlayRun,
    change: (stored: PlayRunRow | undefined, kept: { ofMap: number; ofAuthor: number }) => PlayRunRow,
  ): Promise<PlayRunRow>;
}

export function openPlayRuns(db: Database): PlayRuns {
  const columns = ["id", "authorId", "authorName", "startedAt", "data", "updatedAt"] as const;
  return {
    list: (mapId, playId) =>
      db
        .selectFrom("playRun")
        .select(columns)
        .where("mapId", "=", mapId)
        .$if(playId !== undefined, (rows) => rows.where("playId", "=", playId ?? ""))
        .orderBy("startedAt", "desc")
        .orderBy("id")
        .limit(limits.runsListed)
        .execute(),

    put: (mapId, authorId, { id, play: playId }, change) =>
      db.transaction().execute(async (transaction) => {
        await mustBeHere(transaction, authorId);
        const rows = transaction.selectFrom("playRun").where("mapId", "=", mapId);
        const stored = await rows.select(columns).where("id", "=", id).executeTakeFirst();
        const count = async (some: typeof rows) => {
          const all = await some.select((select) => select.fn.countAll<number | string>().as("n")).executeTakeFirst();
          return Number(all?.n ?? 0);
        };
        const ofMap = await count(rows);
        const ofAuthor = await count(rows.where("authorId", "=", authorId));
        const next = change(stored, { ofMap, ofAuthor });
        if (next === stored) return next;
        await transaction
          .insertInto("playRun")
          .values({ mapId, playId, ...next })
          .onConflict((conflict) =>
            conflict.columns(["mapId", "id"]).doUpdateSet({ data: next.data, updatedAt: next.updatedAt }),
          )
          .execute();
        return next;
      }),
  };
}
