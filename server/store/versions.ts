import type { VersionItem, VersionKind } from "../../shared/api/versions.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "./database.ts";
import type { MapVersionTable } from "./schema.ts";
import { readBytes, writeBytes } from "./textBytes.ts";

/** The figures of a version that the list shows. */
export type VersionSummary = Pick<
  VersionItem,
  "index" | "low" | "high" | "touchpoints" | "expectations" | "promises" | "changes"
>;

/** A version without its content. */
export interface Version extends Omit<MapVersionTable, "mapId" | "contributors" | "summary" | "state"> {
  contributors: string[];
  summary: VersionSummary;
}

/** What maps were at some moments. */
export interface Versions {
  /** Those of a map, the newest first. */
  list(mapId: string): Promise<Version[]>;
  /** The newest of a map; undefined when it has none. */
  latest(mapId: string): Promise<Version | undefined>;
  read(mapId: string, id: string): Promise<Version | undefined>;
  /** The document of a version as one update, deflated. */
  readState(mapId: string, id: string): Promise<Uint8Array | undefined>;
  /** One of the same id is added once. @throws AppError LIMIT when there are as many named ones as one map may have. */
  add(mapId: string, version: Version, state: Uint8Array): Promise<void>;
  /** Gives a version a name, by which it is kept. False when it is gone. @throws AppError LIMIT. */
  name(mapId: string, id: string, name: string, by: string): Promise<boolean>;
  /** Says anew what a version changed and who did, when the one before it went. */
  revise(mapId: string, id: string, contributors: readonly string[], summary: VersionSummary): Promise<void>;
  /** False when it is gone already. */
  delete(mapId: string, id: string): Promise<boolean>;
}

const columns = [
  "id",
  "kind",
  "name",
  "at",
  "by",
  "ofAt",
  "contributors",
  "generation",
  "seq",
  "lastChange",
  "summary",
] as const;

export function openVersions(db: Database): Versions {
  const ofMap = (mapId: string) =>
    db
      .selectFrom("mapVersion")
      .select(columns)
      .where("mapId", "=", mapId)
      .orderBy("at", "desc")
      .orderBy("seq", "desc")
      .orderBy("id");
  const refuseMore = async (mapId: string) => {
    const { count } = await db
      .selectFrom("mapVersion")
      .where("mapId", "=", mapId)
      .where("kind", "=", "named")
      .select((select) => select.fn.countAll<number | string>().as("count"))
      .executeTakeFirstOrThrow();
    if (Number(count) >= limits.namedVersionsPerMap)
      throw new AppError("LIMIT", `A map keeps ${limits.namedVersionsPerMap} named versions. Delete one first.`);
  };

  return {
    list: async (mapId) => (await ofMap(mapId).execute()).map(versionOf),

    async latest(mapId) {
      const row = await ofMap(mapId).limit(1).executeTakeFirst();
      return row && versionOf(row);
    },

    async read(mapId, id) {
      const row = await ofMap(mapId).where("id", "=", id).executeTakeFirst();
      return row && versionOf(row);
    },

    async readState(mapId, id) {
      const row = await db
        .selectFrom("mapVersion")
        .select("state")
        .where("mapId", "=", mapId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && readBytes(row.state);
    },

    async add(mapId, version, state) {
      if (version.kind === "named") await refuseMore(mapId);
      const contributors = JSON.stringify(version.contributors);
      const summary = JSON.stringify(version.summary);
      await db
        .insertInto("mapVersion")
        .values({ ...version, mapId, contributors, summary, state: writeBytes(state) })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },

    async name(mapId, id, name, by) {
      const kindOf = async () =>
        (await db.selectFrom("mapVersion").select("kind").where("id", "=", id).executeTakeFirst())?.kind;
      const isAutomatic = (await kindOf()) === "automatic";
      if (isAutomatic) await refuseMore(mapId);
      const named = isAutomatic ? { kind: "named" as const, by } : {};
      const result = await db
        .updateTable("mapVersion")
        .set({ name, ...named })
        .where("mapId", "=", mapId)
        .where("id", "=", id)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async revise(mapId, id, contributors, summary) {
      await db
        .updateTable("mapVersion")
        .set({ contributors: JSON.stringify(contributors), summary: JSON.stringify(summary) })
        .where("mapId", "=", mapId)
        .where("id", "=", id)
        .execute();
    },

    async delete(mapId, id) {
      const result = await db
        .deleteFrom("mapVersion")
        .where("mapId", "=", mapId)
        .where("id", "=", id)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function versionOf(row: Omit<MapVersionTable, "mapId" | "state">): Version {
  return {
    ...row,
    kind: row.kind satisfies VersionKind,
    contributors: JSON.parse(row.contributors) as string[],
    summary: JSON.parse(row.summary) as VersionSummary,
  };
}
