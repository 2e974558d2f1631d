import { setImmediate as turn } from "node:timers/promises";
import { limits } from "../../shared/limits.ts";
import type { Role, User } from "../../shared/api/people.ts";
import type { Database } from "../store/database.ts";
import { higher } from "./roles.ts";
import { type Rights, type Who, colorOf } from "./who.ts";

/** What somebody came with: a session of an account or a guest, or an API token. The program has none of these. */
export interface Pass {
  kind: "account" | "guest" | "token";
  id: string;
}

/** Finds out whom a pass stands for now, and what he may do: one at a time or all at once, by the same rules. */
export interface Passes {
  read(pass: Pass): Promise<Exclude<Who, { kind: "anonymous" }> | undefined>;
  /** By {@link passKey}; a pass that is over, or whose account is disabled, is missing. */
  readMany(passes: readonly Pass[]): Promise<ReadonlyMap<string, Exclude<Who, { kind: "anonymous" }>>>;
  /** Notes that passes are in use, which keeps sessions from running out; written at most every few minutes. */
  touch(passes: readonly Pass[]): Promise<void>;
}

export function passKey({ kind, id }: Pass): string {
  return `${kind} ${id}`;
}

/** So many are asked for in one query; between two of them the process does other things. */
const batch = 250;

/** A pass's last use is written at most so often. */
const touchMs = 5 * 60_000;
const mostRemembered = 20_000;

/** What stands for the secret of a guest's session that was ended: no secret hashes to this. */
export const leftPrefix = "left ";

export function openPasses(db: Database): Passes {
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

  /** Rights of accounts that are not disabled. */
  async function rightsOf(userIds: readonly string[]): Promise<Map<string, { user: User } & Rights>> {
    const users = await db
      .selectFrom("user")
      .where("id", "in", userIds)
      .where("disabledAt", "is", null)
      .select(["id", "name", "isAdmin"])
      .execute();
    const inWorkspaces = await db
      .selectFrom("workspaceMember")
      .where("userId", "in", userIds)
      .select(["userId", "workspaceId as id", "role"])
      .execute();
    const onMaps = await db
      .selectFrom("mapMember")
      .where("userId", "in", userIds)
      .select(["userId", "mapId as id", "role"])
      .execute();
    const byLinks = await db
      .selectFrom("accountLink")
      .innerJoin("shareLink", "shareLink.id", "accountLink.linkId")
      .where("accountLink.userId", "in", userIds)
      .where("shareLink.revokedAt", "is", null)
      .where("shareLink.expiresAt", ">", ago(0))
      .select(["accountLink.userId", "shareLink.mapId as id", "shareLink.role"])
      .execute();
    const workspaces = rolesBy(inWorkspaces);
    const maps = rolesBy([...onMaps, ...byLinks]);
    return new Map(
      users.map(({ id, name, isAdmin }) => [
        id,
        {
          user: { id, name, color: colorOf(id), kind: "account" },
          isAdmin: isAdmin === 1,
          workspaces: workspaces.get(id) ?? none,
          maps: maps.get(id) ?? none,
        },
      ]),
    );
  }

  async function readAccounts(ids: readonly string[]): Promise<Who[]> {
    const sessions = await db
      .selectFrom("session")
      .where("id", "in", ids)
      .where("expiresAt", ">", ago(0))
      .where("createdAt", ">", ago(limits.sessionMaxMs))
      .select(["id", "userId"])
      .execute();
    if (sessions.length === 0) return [];
    const rights = await rightsOf([...new Set(sessions.map(({ userId }) => userId))]);
    return sessions.flatMap(({ id, userId }) => {
      const account = rights.get(userId);
      return account === undefined ? [] : [{ kind: "account" as const, sessionId: id, ...account }];
    });
  }

  async function readTokens(ids: readonly string[]): Promise<Who[]> {
    const tokens = await db
      .selectFrom("apiToken")
      .where("id", "in", ids)
      .where("expiresAt", ">", ago(0))
      .select(["id", "userId", "scope"])
      .execute();
    if (tokens.length === 0) return [];
    const rights = await rightsOf([...new Set(tokens.map(({ userId }) => userId))]);
    return tokens.flatMap(({ id, userId, scope }) => {
      const account = rights.get(userId);
      return account === undefined ? [] : [{ kind: "token" as const, tokenId: id, scope, ...account }];
    });
  }

  async function readGuests(ids: readonly string[]): Promise<Who[]> {
    const guests = await db
      .selectFrom("guest")
      .where("id", "in", ids)
      .where("tokenHash", "not like", `${leftPrefix}%`)
      .where("seenAt", ">=", ago(limits.sessionIdleMs))
      .where("createdAt", ">=", ago(limits.sessionMaxMs))
      .select(["id", "name"])
      .execute();
    if (guests.length === 0) return [];
    const links = await db
      .selectFrom("guestLink")
      .innerJoin("shareLink", "shareLink.id", "guestLink.linkId")
      .where("guestLink.guestId", "in", ids)
      .where("shareLink.revokedAt", "is", null)
      .where("shareLink.expiresAt", ">", ago(0))
      .select(["guestLink.guestId as userId", "shareLink.mapId as id", "shareLink.role"])
      .execute();
    const maps = rolesBy(links);
    return guests.map(({ id, name }) => ({
      kind: "guest",
      user: { id, name, color: colorOf(id), kind: "guest" },
      sessionId: id,
      maps: maps.get(id) ?? none,
    }));
  }

  /** When each was last noted by this process: asking the database to write where nothing is due would hold up others. */
  const touched = new Map<string, number>();
  function isDue(pass: Pass): boolean {
    const key = passKey(pass);
    const now = performance.now();
    if (now - (touched.get(key) ?? Number.NEGATIVE_INFINITY) < touchMs) return false;
    touched.delete(key);
    touched.set(key, now);
    if (touched.size > mostRemembered) touched.delete(touched.keys().next().value ?? "");
    return true;
  }

  const readers = { account: readAccounts, guest: readGuests, token: readTokens };

  const passes: Passes = {
    async read(pass) {
      return (await passes.readMany([pass])).get(passKey(pass));
    },

    async readMany(all) {
      const found = new Map<string, Exclude<Who, { kind: "anonymous" }>>();
      for (const [kind, ids] of batchesOf(all)) {
        if (found.size > 0) await turn();
        for (const who of await readers[kind](ids)) {
          const pass = passOf(who);
          if (pass !== undefined && who.kind !== "anonymous") found.set(passKey(pass), who);
        }
      }
      return found;
    },

    async touch(all) {
      const now = new Date().toISOString();
      for (const [kind, ids] of batchesOf(all.filter(isDue))) {
        if (kind === "guest")
          await db
            .updateTable("guest")
            .set({ seenAt: now })
            .where("id", "in", ids)
            .where("seenAt", "<", ago(touchMs))
            .execute();
        else if (kind === "token")
          await db
            .updateTable("apiToken")
            .set({ lastUsedAt: now })
            .where("id", "in", ids)
            .where((is) => is.or([is("lastUsedAt", "is", null), is("lastUsedAt", "<", ago(touchMs))]))
            .execute();
        else
          await db
            .updateTable("session")
            .set({ updatedAt: now, expiresAt: ago(-limits.sessionIdleMs) })
            .where("id", "in", ids)
            .where("updatedAt", "<", ago(touchMs))
            .where("expiresAt", ">", now)
            .execute();
      }
    },
  };
  return passes;
}

/** What he came with; undefined for the program and for nobody. */
export function passOf(who: Who): Pass | undefined {
  if (who.kind === "token") return { kind: "token", id: who.tokenId };
  if (who.kind === "account" || who.kind === "guest") return { kind: who.kind, id: who.sessionId };
  return undefined;
}

const none: ReadonlyMap<string, Role> = new Map();

function rolesBy(rows: readonly { userId: string; id: string; role: Role }[]): Map<string, Map<string, Role>> {
  const all = new Map<string, Map<string, Role>>();
  for (const { userId, id, role } of rows) {
    const roles = all.get(userId) ?? new Map<string, Role>();
    roles.set(id, higher(roles.get(id), role) ?? role);
    all.set(userId, roles);
  }
  return all;
}

/** The ids of each kind, each once, in batches. */
function* batchesOf(passes: readonly Pass[]): Generator<[Pass["kind"], string[]]> {
  for (const kind of ["account", "guest", "token"] as const) {
    const ids = [...new Set(passes.filter((pass) => pass.kind === kind).map(({ id }) => id))];
    for (let start = 0; start < ids.length; start += batch) yield [kind, ids.slice(start, start + batch)];
  }
}
