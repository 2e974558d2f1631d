import type { LibraryPlay, MapItem } from "../../shared/api/maps.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "./database.ts";
import { lockWorkspace } from "./lockWorkspace.ts";

/** The figures of a map that the list shows. */
type MapFigures = Omit<MapItem, "id" | "title" | "role" | "workspace" | "updatedAt" | "deletedAt">;

/** What the lists show of a map, computed when the map changes and kept. */
export interface MapSummary extends MapFigures {
  /** For the workspace library; absent where the summary is of an earlier version. */
  plays?: Omit<LibraryPlay, "map" | "mapTitle">[];
}

/** What a map holds, in short. */
export interface Summarized {
  title: string;
  summary: MapSummary;
  /** Another one when the content is another. */
  contentHash: string;
}

export interface MapRow {
  id: string;
  title: string;
  workspace: string;
  summary: MapSummary;
  updatedAt: string;
  deletedAt: string | null;
}

/** Where a map is: in which workspace, and whether it is in use, in the bin, or not there. */
export interface MapPlace {
  id: string;
  workspace: string;
  state: "here" | "inBin" | "absent";
}

/** Which maps there are. What a map holds is the room's business. */
export interface Maps {
  /** Notes a map that is being made in a workspace: nobody sees it before {@link finish}. @throws AppError NOT_FOUND when that is gone. */
  begin(id: string, workspace: string, of: Summarized): Promise<void>;
  /** Its content is stored: from now on it is there. */
  finish(id: string): Promise<void>;
  /** Ids of maps whose making began at least so long ago and did not end. */
  listUnfinished(beganAgoMs: number): Promise<string[]>;
  /** Maps in use, or those in the bin; the last changed first. */
  list(from: "here" | "bin"): Promise<MapRow[]>;
  /** Whether it exists, and whether it lies in the bin. */
  state(id: string): Promise<MapPlace["state"]>;
  place(id: string): Promise<MapPlace>;
  /** The place of each. */
  places(ids: readonly string[]): Promise<MapPlace[]>;
  /** To another workspace. False when the map does not exist. @throws AppError NOT_FOUND when that workspace is gone. */
  move(id: string, workspace: string): Promise<boolean>;
  /** Keeps what the list shows of a map; it was last changed `at` (ISO) when its content is another than before. */
  summarize(id: string, of: Summarized, at: string): Promise<void>;
  /** False when it is not in use. */
  bin(id: string): Promise<boolean>;
  /** False when it is not in the bin. */
  restore(id: string): Promise<boolean>;
  delete(id: string): Promise<void>;
  /** Ids of maps whose time in the bin is over. */
  listExpired(): Promise<string[]>;
  isEmpty(): Promise<boolean>;
}

/** Stands in `deletedAt` of a map that is being made: to all but the purge it is not there. */
const unfinished = "";

export function openMaps(db: Database): Maps {
  const places = async (ids: readonly string[]): Promise<MapPlace[]> => {
    const rows = await db.selectFrom("map").select(["id", "deletedAt", "workspaceId"]).where("id", "in", ids).execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = known.get(id);
      if (row === undefined || row.deletedAt === unfinished) return { id, workspace: "", state: "absent" };
      return { id, workspace: row.workspaceId, state: row.deletedAt === null ? "here" : "inBin" };
    });
  };
  const place = async (id: string) => (await places([id]))[0] ?? { id, workspace: "", state: "absent" as const };

  return {
    async begin(id, workspaceId, { title, summary, contentHash }) {
      const now = new Date().toISOString();
      const times = { createdAt: now, updatedAt: now, deletedAt: unfinished };
      await db.transaction().execute(async (transaction) => {
        await lockWorkspace(transaction, workspaceId);
        await transaction
          .insertInto("map")
          .values({ id, workspaceId, title, summary: JSON.stringify(summary), contentHash, ...times })
          .execute();
      });
    },

    async finish(id) {
      await db.updateTable("map").set({ deletedAt: null }).where("id", "=", id).execute();
    },

    async listUnfinished(beganAgoMs) {
      const rows = await db
        .selectFrom("map")
        .select("id")
        .where("deletedAt", "=", unfinished)
        .where("createdAt", "<=", new Date(Date.now() - beganAgoMs).toISOString())
        .execute();
      return rows.map(({ id }) => id);
    },

    async list(from) {
      const rows = await db
        .selectFrom("map")
        .select(["id", "title", "summary", "updatedAt", "deletedAt", "workspaceId as workspace"])
        .$if(from === "bin", (rows) => rows.where("deletedAt", ">", unfinished))
        .$if(from === "here", (rows) => rows.where("deletedAt", "is", null))
        .orderBy("updatedAt", "desc")
        .execute();
      return rows.map((row) => ({ ...row, summary: JSON.parse(row.summary) as MapSummary }));
    },

    state: async (id) => (await place(id)).state,

    place,
    places,

    move: (id, workspaceId) =>
      db.transaction().execute(async (transaction) => {
        await lockWorkspace(transaction, workspaceId);
        const moved = await transaction.updateTable("map").set({ workspaceId }).where("id", "=", id).executeTakeFirst();
        return moved.numUpdatedRows > 0n;
      }),

    async summarize(id, { title, summary, contentHash }, at) {
      await db
        .updateTable("map")
        .set((row) => ({
          title,
          summary: JSON.stringify(summary),
          contentHash,
          updatedAt: row.case().when("contentHash", "!=", contentHash).then(at).else(row.ref("updatedAt")).end(),
        }))
        .where("id", "=", id)
        .execute();
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
        .where("deletedAt", ">", unfinished)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async delete(id) {
      await db.deleteFrom("map").where("id", "=", id).execute();
    },

    async listExpired() {
      const before = new Date(Date.now() - limits.binDays * 86_400_000).toISOString();
      const rows = await db
        .selectFrom("map")
        .select("id")
        .where("deletedAt", ">", unfinished)
        .where("deletedAt", "<=", before)
        .execute();
      return rows.map(({ id }) => id);
    },

    async isEmpty() {
      const finished = db
        .selectFrom("map")
        .where((is) => is.or([is("deletedAt", "is", null), is("deletedAt", ">", unfinished)]));
      return (await finished.select("id").limit(1).executeTakeFirst()) === undefined;
    },
  };
}
