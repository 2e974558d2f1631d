import { randomBytes } from "node:crypto";
import type { AuditPage } from "../../shared/api/workspaces.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { namesOf, nameOfNobody } from "../store/names.ts";

export interface AuditObject {
  kind: "account" | "map" | "workspace" | "link" | "token" | "session" | "invitation" | "studio";
  id: string;
}

/** What is written of something that was done, or tried. Never content, never a secret. */
export interface AuditNote {
  actor: { id: string; kind: string } | undefined;
  action: string;
  object: AuditObject | undefined;
  /** The workspace whose owners may read of it. */
  workspace: string | undefined;
  map: string | undefined;
  address: string;
  result: "done" | "refused";
  details: Record<string, string>;
}

export interface AuditFilter {
  before?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  map?: string | undefined;
  workspace?: string | undefined;
}

/** The log of who did what. Lines are added, and thinned out by age; nothing changes one. */
export interface Audit {
  write(note: AuditNote): Promise<void>;
  /** The newest first. Names are those of now. */
  read(filter: AuditFilter): Promise<AuditPage>;
  /** Every line that somebody did or that was done to him, the newest first; at most so many. Where others were is theirs: their address is left out. */
  about(userId: string): Promise<object[]>;
  /** Forgets what is older than the log keeps. */
  purge(): Promise<void>;
}

const pageLength = 50;
const mostAbout = 10_000;

/** @param mostOfStrangers failed ways in of people nobody knows that are kept. */
export function openAudit(db: Database, mostOfStrangers: number = limits.auditStrangerEntries): Audit {
  let lastMs = 0;
  let count = 0;
  /** In the order of time, and on one node in the order of writing. */
  const nextId = (now: number) => {
    count = now === lastMs ? count + 1 : 0;
    lastMs = now;
    const part = (value: number, length: number) => value.toString(36).padStart(length, "0");
    return `${part(now, 9)}${part(count, 4)}${randomBytes(4).toString("hex")}`;
  };

  return {
    async write({ actor, action, object, workspace, map, address, result, details }) {
      const now = Date.now();
      await db
        .insertInto("auditEntry")
        .values({
          id: nextId(now),
          at: new Date(now).toISOString(),
          actorId: actor?.id ?? null,
          actorKind: actor?.kind ?? null,
          action,
          objectKind: object?.kind ?? null,
          objectId: object?.id ?? null,
          workspaceId: workspace ?? null,
          mapId: map ?? null,
          address,
          result,
          details: JSON.stringify(details),
        })
        .execute();
    },

    async read({ before, actor, action, map, workspace }) {
      let lines = db.selectFrom("auditEntry").selectAll();
      if (before !== undefined) lines = lines.where("id", "<", before);
      if (actor !== undefined) lines = lines.where("actorId", "=", actor);
      if (action !== undefined) lines = lines.where("action", "=", action);
      if (map !== undefined) lines = lines.where("mapId", "=", map);
      if (workspace !== undefined) lines = lines.where("workspaceId", "=", workspace);
      const found = await lines
        .orderBy("id", "desc")
        .limit(pageLength + 1)
        .execute();
      const page = found.slice(0, pageLength);
      const idsOf = (kind: string) =>
        page.flatMap(({ objectKind, objectId }) => (objectKind === kind && objectId !== null ? [objectId] : []));
      const people = await namesOf(db, [...page.flatMap(({ actorId }) => actorId ?? []), ...idsOf("account")]);
      const maps = await titlesOf(idsOf("map"));
      const workspaces = await workspaceNames(idsOf("workspace"));
      const nameOf = (kind: string, id: string) => {
        if (kind === "account") return people.get(id) ?? nameOfNobody;
        return (kind === "map" ? maps : kind === "workspace" ? workspaces : undefined)?.get(id) ?? null;
      };
      return {
        hasMore: found.length > pageLength,
        entries: page.map(({ id, at, actorId, actorKind, objectKind, objectId, details, ...entry }) => ({
          id,
          at,
          actor:
            actorId === null || actorKind === null
              ? null
              : {
                  id: actorId,
                  kind: actorKind,
                  name: people.get(actorId) ?? nameOfNobody,
                },
          action: entry.action,
          object:
            objectKind === null || objectId === null
              ? null
              : { kind: objectKind, id: objectId, name: nameOf(objectKind, objectId) },
          address: entry.address,
          result: entry.result,
          details: JSON.parse(details) as Record<string, string>,
        })),
      };
    },

    async about(userId) {
      const lines = await db
        .selectFrom("auditEntry")
        .where((is) => is.or([is("actorId", "=", userId), is("objectId", "=", userId)]))
        .select(["actorId", "at", "action", "objectKind", "objectId", "address", "result", "details"])
        .orderBy("id", "desc")
        .limit(mostAbout)
        .execute();
      return lines.map(({ actorId, address, ...line }) => ({ ...line, address: actorId === userId ? address : "" }));
    },

    async purge() {
      const oldest = new Date(Date.now() - limits.auditDays * 86_400_000).toISOString();
      await db.deleteFrom("auditEntry").where("at", "<", oldest).execute();
      // First, so that they count for nothing when all are counted.
      const strangers = await db
        .selectFrom("auditEntry")
        .where("actorId", "is", null)
        .where("result", "=", "refused")
        .select("id")
        .orderBy("id", "desc")
        .limit(1)
        .offset(mostOfStrangers)
        .executeTakeFirst();
      if (strangers !== undefined)
        await db
          .deleteFrom("auditEntry")
          .where("actorId", "is", null)
          .where("result", "=", "refused")
          .where("id", "<=", strangers.id)
          .execute();
      const tooMany = await db
        .selectFrom("auditEntry")
        .select("id")
        .orderBy("id", "desc")
        .limit(1)
        .offset(limits.auditEntries)
        .executeTakeFirst();
      if (tooMany !== undefined) await db.deleteFrom("auditEntry").where("id", "<=", tooMany.id).execute();
    },
  };

  async function titlesOf(ids: string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await db.selectFrom("map").where("id", "in", ids).select(["id", "title"]).execute();
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  async function workspaceNames(ids: string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await db.selectFrom("workspace").where("id", "in", ids).select(["id", "name"]).execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
