import type { MapItem } from "../../shared/api/maps.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "./database.ts";

/** The figures of a map that the list shows, computed when the map changes and kept. */
export type MapSummary = Omit<MapItem, "id" | "title" | "role" | "updatedAt" | "deletedAt">;

export interface MapRow {
  id: string;
  title: string;
  summary: MapSummary;
  updatedAt: string;
  deletedAt: string | null;
}

/** Which maps there are. What a map holds is the room's business. */
export interface Maps {
  create(id: string, title: string, summary: MapSummary): Promise<void>;
  /** Maps in use, or those in the bin; the last changed first. */
  list(from: "here" | "bin"): Promise<MapRow[]>;
  /** Whether it exists, and whether it lies in the bin. */
  state(id: string): Promise<"here" | "inBin" | "absent">;
  /** Keeps what the list shows of a map; `changedAt` (ISO) when its content changed. */
  summarize(id: string, title: string, summary: MapSummary, changedAt: string | undefined): Promise<void>;
  /** False when it is not in use. */
  bin(id: string): Promise<boolean>;
  /** False when it is not in the bin. */
  restore(id: string): Promise<boolean>;
  delete(id: string): Promise<void>;
  /** Ids of maps whose time in the bin is over. */
  listExpired(): Promise<string[]>;
  isEmpty(): Promise<boolean>;
}

export function openMaps(db: Database): Maps {
  return {
    async create(id, title, summary) {
      const now = new Date().toISOString();
      const row = { id, title, summary: JSON.stringify(summary), createdAt: now, updatedAt: now };
      await db.insertInto("map").values(row).execute();
    },

    async list(from) {
      const rows = await db
        .selectFrom("map")
        .select(["id", "title", "summary", "updatedAt", "deletedAt"])
        .where("deletedAt", from === "bin" ? "is not" : "is", null)
        .orderBy("updatedAt", "desc")
        .execute();
      return rows.map((row) => ({ ...row, summary: JSON.parse(row.summary) as MapSummary }));
    },

    async state(id) {
      const row = await db.selectFrom("map").select("deletedAt").where("id", "=", id).executeTakeFirst();
      if (row === undefined) return "absent";
      return row.deletedAt === null ? "here" : "inBin";
    },

    async summarize(id, title, summary, changedAt) {
      const row = { title, summary: JSON.stringify(summary), ...(changedAt !== undefined && { updatedAt: changedAt }) };
      await db.updateTable("map").set(row).where("id", "=", id).execute();
    },

    async bin(id) {
      const result = await db
        .updateTable("map")
        .set({ deletedAt: new Date().toISOString() })
        .where("id", "=", id)
        .where("deletedAt", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async restore(id) {
      const result = await db
        .updateTable("map")
        .set({ deletedAt: null })
        .where("id", "=", id)
        .where("deletedAt", "is not", null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async delete(id) {
      await db.deleteFrom("map").where("id", "=", id).execute();
    },

    async listExpired() {
      const before = new Date(Date.now() - limits.binDays * 86_400_000).toISOString();
      const rows = await db.selectFrom("map").select("id").where("deletedAt", "<=", before).execute();
      return rows.map(({ id }) => id);
    },

    async isEmpty() {
      return (await db.selectFrom("map").select("id").limit(1).executeTakeFirst()) === undefined;
    },
  };
}
