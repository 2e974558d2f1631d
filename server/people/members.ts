import type { Role } from "../../shared/api/people.ts";
import type { Member } from "../../shared/api/workspaces.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { higher } from "../auth/roles.ts";
import { colorOf } from "../auth/who.ts";
import type { Database } from "../store/database.ts";
import { inTransaction } from "../store/inTransaction.ts";
import { lockWorkspace } from "../store/lockWorkspace.ts";
import { endLinkRoles, endOwnRoles, rolesByLinks } from "./ownRoles.ts";
import { refuseWithoutOwner } from "./workspaces.ts";

/** Who has a role in a workspace, or one of his own on a map. */
export interface Members {
  ofWorkspace(workspaceId: string): Promise<Member[]>;
  /** Those of its workspace, those with a role of their own and those who came by a link in force; who has several, with the highest. */
  ofMap(mapId: string, workspaceId: string): Promise<Member[]>;
  /** Gives a role, to a new member or another to one; `new` never lowers one. @throws AppError CONFLICT for the last owner, LIMIT. */
  setInWorkspace(workspaceId: string, userId: string, role: Role, how: "new" | "change"): Promise<void>;
  /** Out of the workspace and all its maps. @throws AppError NOT_FOUND who is no member, CONFLICT the last owner. */
  removeFromWorkspace(workspaceId: string, userId: string): Promise<void>;
  /** A changed role takes the place of what links gave. @throws AppError NOT_FOUND when there is no such role to change, LIMIT. */
  setOnMap(mapId: string, userId: string, role: Role, how: "new" | "change"): Promise<void>;
  /** @throws AppError NOT_FOUND who has neither a role of his own on the map nor one by a link. */
  removeFromMap(mapId: string, userId: string): Promise<void>;
}

export function openMembers(db: Database): Members {
  const people = (rows: Row[], isFromWorkspace: boolean): Member[] =>
    rows.map(({ id, name, email, role, disabledAt, since }) => ({
      id,
      name,
      color: colorOf(id),
      email,
      role,
      isFromWorkspace,
      isDisabled: disabledAt !== null,
      since,
    }));

  const rowsOfWorkspace = (workspaceId: string) =>
    db
      .selectFrom("workspaceMember as member")
      .innerJoin("user", "user.id", "member.userId")
      .where("member.workspaceId", "=", workspaceId)
      .select(["user.id", "user.name", "user.email", "user.disabledAt", "member.role", "member.since"])
      .orderBy("user.name")
      .orderBy("user.id")
      .execute();

  return {
    ofWorkspace: async (workspaceId) => people(await rowsOfWorkspace(workspaceId), false),

    async ofMap(mapId, workspaceId) {
      const own = await db
        .selectFrom("mapMember as member")
        .innerJoin("user", "user.id", "member.userId")
        .where("member.mapId", "=", mapId)
        .select(["user.id", "user.name", "user.email", "user.disabledAt", "member.role", "member.since"])
        .orderBy("user.name")
        .orderBy("user.id")
        .execute();
      const owns = new Map<string, Row>();
      for (const row of [...own, ...(await rolesByLinks(db, mapId))]) {
        const other = owns.get(row.id);
        if (other === undefined || higher(other.role, row.role) !== other.role) owns.set(row.id, row);
      }
      const ofWorkspace = await rowsOfWorkspace(workspaceId);
      // What is higher counts; where both are alike it is the workspace's to change.
      const isOwn = (row: Row) => {
        const other = owns.get(row.id);
        return other !== undefined && other.role !== row.role && higher(other.role, row.role) === other.role;
      };
      const fromWorkspace = ofWorkspace.filter((row) => !isOwn(row));
      const known = new Set(fromWorkspace.map(({ id }) => id));
      return [
        ...people(fromWorkspace, true),
        ...people(
          [...owns.values()].filter(({ id }) => !known.has(id)),
          false,
        ),
      ].toSorted((one, other) => one.name.localeCompare(other.name));
    },

    setInWorkspace: (workspaceId, userId, role, how) =>
      inTransaction(db, async (transaction) => {
        await lockWorkspace(transaction, workspaceId);
        const members = await transaction
          .selectFrom("workspaceMember")
          .where("workspaceId", "=", workspaceId)
          .select(["userId", "role"])
          .execute();
        const before = members.find((member) => member.userId === userId)?.role;
        if (how === "change" && before === undefined) throw noMember();
        if (before === undefined && members.length >= limits.membersPerWorkspace)
          throw new AppError("LIMIT", `A workspace can have ${limits.membersPerWorkspace} members.`);
        // An invitation never takes anything away.
        const next = how === "new" ? (higher(before, role) ?? role) : role;
        await transaction
          .insertInto("workspaceMember")
          .values({ workspaceId, userId, role: next, since: new Date().toISOString() })
          .onConflict((conflict) => conflict.columns(["workspaceId", "userId"]).doUpdateSet({ role: next }))
          .execute();
        if (before === "owner") await refuseWithoutOwner(transaction, workspaceId);
      }),

    removeFromWorkspace: (workspaceId, userId) =>
      inTransaction(db, async (transaction) => {
        await lockWorkspace(transaction, workspaceId);
        const removed = await transaction
          .deleteFrom("workspaceMember")
          .where("workspaceId", "=", workspaceId)
          .where("userId", "=", userId)
          .returning("role")
          .executeTakeFirst();
        if (removed === undefined) throw noMember();
        await endOwnRoles(transaction, userId, { workspace: workspaceId });
        if (removed.role === "owner") await refuseWithoutOwner(transaction, workspaceId);
      }),

    setOnMap: (mapId, userId, role, how) =>
      inTransaction(db, async (transaction) => {
        const members = await transaction
          .selectFrom("mapMember")
          .where("mapId", "=", mapId)
          .select(["userId", "role"])
          .execute();
        const before = members.find((member) => member.userId === userId)?.role;
        const ended = how === "change" ? await endLinkRoles(transaction, userId, { map: mapId }) : 0;
        if (how === "change" && before === undefined && ended === 0) throw noOwnRole();
        if (before === undefined && members.length >= limits.membersPerMap)
          throw new AppError("LIMIT", `A map can be shared with ${limits.membersPerMap} people besides its workspace.`);
        const next = how === "new" ? (higher(before, role) ?? role) : role;
        await transaction
          .insertInto("mapMember")
          .values({ mapId, userId, role: next, since: new Date().toISOString() })
          .onConflict((conflict) => conflict.columns(["mapId", "userId"]).doUpdateSet({ role: next }))
          .execute();
      }),

    removeFromMap: (mapId, userId) =>
      inTransaction(db, async (transaction) => {
        if ((await endOwnRoles(transaction, userId, { map: mapId })) === 0) throw noOwnRole();
      }),
  };
}

interface Row {
  id: string;
  name: string;
  email: string;
  disabledAt: string | null;
  role: Role;
  since: string;
}

function noOwnRole(): AppError {
  return new AppError("NOT_FOUND", "This person has no role of their own on this map.");
}

function noMember(): AppError {
  return new AppError("NOT_FOUND", "This person is not in the workspace.");
}
