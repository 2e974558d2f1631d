import { randomUUID } from "node:crypto";
import type { Role, WorkspaceItem } from "../../shared/api/people.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { lockWorkspace } from "../store/lockWorkspace.ts";

/** Workspaces: maps and people that belong together. */
export interface Workspaces {
  has(id: string): Promise<boolean>;
  /** Every one, the oldest first. */
  list(): Promise<{ id: string; name: string }[]>;
  /** Those of an account, the oldest first, with its role in each. */
  listOf(userId: string): Promise<WorkspaceItem[]>;
  /** A new one that `ownerId` owns. @throws AppError LIMIT when that person is in as many as one may. */
  create(name: string, ownerId: string): Promise<{ id: string; name: string }>;
  rename(id: string, name: string): Promise<void>;
  /** @throws AppError CONFLICT while it holds a map. */
  delete(id: string): Promise<void>;
}

export function openWorkspaces(db: Database): Workspaces {
  return {
    async has(id) {
      return (await db.selectFrom("workspace").where("id", "=", id).select("id").executeTakeFirst()) !== undefined;
    },

    list: () => db.selectFrom("workspace").select(["id", "name"]).orderBy("createdAt").orderBy("id").execute(),

    listOf: (userId) =>
      db
        .selectFrom("workspaceMember")
        .innerJoin("workspace", "workspace.id", "workspaceMember.workspaceId")
        .where("workspaceMember.userId", "=", userId)
        .select(["workspace.id", "workspace.name", "workspaceMember.role"])
        .orderBy("workspace.createdAt")
        .orderBy("workspace.id")
        .execute(),

    create: (name, ownerId) =>
      db.transaction().execute(async (transaction) => {
        const workspace = { id: randomUUID(), name };
        const now = new Date().toISOString();
        const { count } = await transaction
          .selectFrom("workspaceMember")
          .where("userId", "=", ownerId)
          .select((select) => select.fn.countAll<number | string>().as("count"))
          .executeTakeFirstOrThrow();
        if (Number(count) >= limits.workspacesPerAccount)
          throw new AppError("LIMIT", `One person can be in ${limits.workspacesPerAccount} workspaces.`);
        await transaction
          .insertInto("workspace")
          .values({ ...workspace, createdAt: now })
          .execute();
        await transaction
          .insertInto("workspaceMember")
          .values({ workspaceId: workspace.id, userId: ownerId, role: "owner", since: now })
          .execute();
        return workspace;
      }),

    async rename(id, name) {
      await db.updateTable("workspace").set({ name }).where("id", "=", id).execute();
    },

    delete: (id) =>
      db.transaction().execute(async (transaction) => {
        await lockWorkspace(transaction, id);
        const map = await transaction.selectFrom("map").where("workspaceId", "=", id).select("id").executeTakeFirst();
        if (map !== undefined)
          throw new AppError(
            "CONFLICT",
            "This workspace still holds maps. Move or delete them first, in the bin, too.",
          );
        await transaction.deleteFrom("workspace").where("id", "=", id).execute();
      }),
  };
}

/** The workspaces that an account owns, locked as by {@link lockWorkspace}, one after the other in the same order everywhere. */
export async function lockOwned(transaction: Database, userId: string): Promise<string[]> {
  const owned = await transaction
    .selectFrom("workspaceMember")
    .where("userId", "=", userId)
    .where("role", "=", "owner" satisfies Role)
    .select("workspaceId")
    .orderBy("workspaceId")
    .execute();
  for (const { workspaceId } of owned) await lockWorkspace(transaction, workspaceId);
  return owned.map(({ workspaceId }) => workspaceId);
}

/** @throws AppError CONFLICT when nobody who can sign in would own the workspace any more. */
export async function refuseWithoutOwner(transaction: Database, workspaceId: string): Promise<void> {
  const left = await transaction
    .selectFrom("workspaceMember")
    .innerJoin("user", "user.id", "workspaceMember.userId")
    .where("workspaceMember.workspaceId", "=", workspaceId)
    .where("workspaceMember.role", "=", "owner" satisfies Role)
    .where("user.disabledAt", "is", null)
    .select("user.id")
    .executeTakeFirst();
  if (left !== undefined) return;
  const workspace = await transaction
    .selectFrom("workspace")
    .where("id", "=", workspaceId)
    .select("name")
    .executeTakeFirst();
  throw new AppError("CONFLICT", `This is the last owner of “${workspace?.name}”. Make somebody else an owner first.`);
}
