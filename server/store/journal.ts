import { limits } from "../../shared/limits.ts";
import type { JournalEntry } from "../../shared/doc/changeJournal.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";
import type { Database } from "./database.ts";
import type { MapChangeTable } from "./schema.ts";
import { readBytes, writeBytes } from "./textBytes.ts";

/** How far the journal of a map has come. */
export interface JournalPlace {
  generation: string;
  seq: number;
  /** Number of its last entry, 0 before the first. */
  lastChange: number;
}

/** With what the map was there. */
export interface JournalHead extends JournalPlace {
  /** The document as one update, deflated. */
  state: Uint8Array;
}

export type ChangeRow = Omit<MapChangeTable, "mapId">;

/** Which changes to read: of a record and what belongs to it, or those after one number up to another. */
export interface ChangeQuery {
  record?: { kind: string; id: string };
  after?: number;
  /** Only those with a smaller number. */
  before?: number;
}

/** Who changed what in which map. It is kept here because the log forgets who wrote what it merges. */
export interface Journals {
  /** Undefined for a map that has none yet. */
  place(mapId: string): Promise<JournalPlace | undefined>;
  head(mapId: string): Promise<JournalHead | undefined>;
  /**
   * Goes on from `from` (undefined begins) to `to`, with what happened between; the oldest entries go when there are too
   * many. False, and nothing is written, when another got there first, or the map is gone.
   */
  advance(
    mapId: string,
    from: JournalPlace | undefined,
    to: Omit<JournalHead, "lastChange">,
    entries: readonly JournalEntry[],
  ): Promise<boolean>;
  /** The newest first, as many as one look may show and one more. */
  list(mapId: string, query: ChangeQuery): Promise<ChangeRow[]>;
  /** Who made the changes after one number up to another, each once. */
  authors(mapId: string, after: number, upTo: number): Promise<string[]>;
}

/** So many rows go in one statement: each of eleven values, and a statement takes some ten thousand. */
const rowsAtOnce = 500;

export function openJournals(db: Database): Journals {
  return {
    place: (mapId) =>
      db
        .selectFrom("mapJournal")
        .select(["generation", "seq", "lastChange"])
        .where("mapId", "=", mapId)
        .executeTakeFirst(),

    async head(mapId) {
      const row = await db
        .selectFrom("mapJournal")
        .select(["generation", "seq", "lastChange", "state"])
        .where("mapId", "=", mapId)
        .executeTakeFirst();
      return row && { ...row, state: readBytes(row.state) };
    },

    advance: (mapId, from, { generation, seq, state }, entries) => {
      // It takes no turn: it writes only where the journal is still where it was, and the row that says so is locked then.
      const untaken = db.transaction().setIsolationLevel("read committed");
      return untaken.execute(async (transaction) => {
        const first = (from?.lastChange ?? 0) + 1;
        const lastChange = (from?.lastChange ?? 0) + entries.length;
        const head = { generation, seq, lastChange, state: writeBytes(state) };
        const isThere = await transaction.selectFrom("map").select("id").where("id", "=", mapId).executeTakeFirst();
        if (isThere === undefined) return false;
        const written =
          from === undefined
            ? await transaction
                .insertInto("mapJournal")
                .values({ mapId, ...head })
                .onConflict((conflict) => conflict.doNothing())
                .executeTakeFirst()
            : await transaction
                .updateTable("mapJournal")
                .set(head)
                .where("mapId", "=", mapId)
                .where("generation", "=", from.generation)
                .where("seq", "=", from.seq)
                .executeTakeFirst();
        const count = "numUpdatedRows" in written ? written.numUpdatedRows : written.numInsertedOrUpdatedRows;
        if (count !== 1n) return false;
        const rows = entries.map((entry, index) => rowOf(mapId, first + index, entry));
        for (let at = 0; at < rows.length; at += rowsAtOnce)
          await transaction
            .insertInto("mapChange")
            .values(rows.slice(at, at + rowsAtOnce))
            .execute();
        await transaction
          .deleteFrom("mapChange")
          .where("mapId", "=", mapId)
          .where("n", "<=", lastChange - limits.changesPerMap)
          .execute();
        return true;
      });
    },

    list: (mapId, { record, after, before }) =>
      db
        .selectFrom("mapChange")
        .select(["n", "at", "by", "kind", "recordId", "touchpoint", "title", "verb", "fields"])
        .where("mapId", "=", mapId)
        .$if(after !== undefined, (rows) => rows.where("n", ">", after ?? 0))
        .$if(before !== undefined, (rows) => rows.where("n", "<", before ?? 0))
        .$if(record !== undefined, (rows) => {
          const { kind, id } = record ?? { kind: "map", id: "" };
          return rows.where((is) =>
            kind === "touchpoint"
              ? is("touchpoint", "=", id)
              : is.and([is("kind", "=", kind as RecordRef["kind"]), is("recordId", "=", id)]),
          );
        })
        .orderBy("n", "desc")
        .limit(limits.changesListed + 1)
        .execute(),

    async authors(mapId, after, upTo) {
      const rows = await db
        .selectFrom("mapChange")
        .select("by")
        .distinct()
        .where("mapId", "=", mapId)
        .where("n", ">", after)
        .where("n", "<=", upTo)
        .execute();
      return rows.map(({ by }) => by);
    },
  };
}

function rowOf(mapId: string, n: number, entry: JournalEntry): MapChangeTable {
  const { kind, id, title, verb, fields, touchpoint, user, at } = entry;
  return {
    mapId,
    n,
    at: new Date(at).toISOString(),
    by: user,
    kind,
    recordId: id,
    touchpoint: touchpoint ?? null,
    title,
    verb,
    fields: JSON.stringify(fields),
  };
}
