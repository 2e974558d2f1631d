import { randomUUID } from "node:crypto";
import type { Role } from "../../shared/api/people.ts";
import type { Invitation } from "../../shared/api/workspaces.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { hashToken, newToken } from "../auth/token.ts";
import type { Database } from "../store/database.ts";
import type { InvitationTable } from "../store/schema.ts";

/** What one is invited to: a workspace, a map, or the studio alone. */
export type Target = { workspace: string } | { map: string } | { studio: true };

export interface NewInvitation {
  email: string;
  to: Target;
  role: Role | null;
  invitedBy: string | null;
  /** Whether the secret goes by mail and nowhere else. */
  isMailed: boolean;
}

/** Ways in for people who are not here yet. A secret is seen once and stored hashed. */
export interface Invitations {
  /** Those that nobody took up yet, the newest first. */
  list(to: Target): Promise<Invitation[]>;
  /** A new one; an earlier one of that address to the same is worth nothing then. @throws AppError LIMIT. */
  create(invitation: NewInvitation): Promise<{ token: string }>;
  /** False when there is no such invitation. */
  revoke(to: Target, id: string): Promise<boolean>;
  /** @throws AppError NOT_FOUND when it never was, was used, taken back, or ran out. */
  find(token: string): Promise<InvitationTable>;
  /** Those to that address that are in force. */
  findAll(email: string): Promise<InvitationTable[]>;
  /** Uses it up; false when somebody else was faster. */
  take(id: string): Promise<boolean>;
  purge(): Promise<void>;
}

export function openInvitations(db: Database): Invitations {
  const now = () => new Date().toISOString();
  const inForce = (from: Database = db) => from.selectFrom("invitation").where("expiresAt", ">", now());
  const column = (to: Target) => ("workspace" in to ? "workspaceId" : "mapId");
  const idOf = (to: Exclude<Target, { studio: true }>) => ("workspace" in to ? to.workspace : to.map);

  return {
    async list(to) {
      if ("studio" in to) return [];
      const rows = await inForce()
        .leftJoin("user", "user.id", "invitation.invitedBy")
        .where(`invitation.${column(to)}`, "=", idOf(to))
        .select(["invitation.id", "invitation.email", "invitation.role", "user.name as invitedBy"])
        .select(["invitation.createdAt", "invitation.expiresAt"])
        .orderBy("invitation.createdAt", "desc")
        .execute();
      return rows.map(({ role, invitedBy, ...row }) => ({
        ...row,
        role: role ?? "viewer",
        invitedBy: invitedBy ?? "Somebody who left",
      }));
    },

    async create({ email, to, role, invitedBy, isMailed }) {
      const token = newToken();
      const row = {
        id: randomUUID(),
        email: email.toLowerCase(),
        tokenHash: hashToken(token),
        workspaceId: "workspace" in to ? to.workspace : null,
        mapId: "map" in to ? to.map : null,
        role,
        invitedBy,
        isMailed: isMailed ? 1 : 0,
        createdAt: now(),
        expiresAt: new Date(Date.now() + limits.invitationTtlMs).toISOString(),
      };
      await db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom("invitation")
          .where("email", "=", row.email)
          .where("workspaceId", row.workspaceId === null ? "is" : "=", row.workspaceId)
          .where("mapId", row.mapId === null ? "is" : "=", row.mapId)
          .execute();
        if (!("studio" in to)) {
          const { count } = await inForce(transaction)
            .where(column(to), "=", idOf(to))
            .select((select) => select.fn.countAll<number | string>().as("count"))
            .executeTakeFirstOrThrow();
          if (Number(count) >= limits.invitationsOpen)
            throw new AppError(
              "LIMIT",
              `${limits.invitationsOpen} invitations are open already. Take some back first.`,
            );
        }
        await transaction.insertInto("invitation").values(row).execute();
      });
      return { token };
    },

    async revoke(to, id) {
      if ("studio" in to) return false;
      const revoked = await db
        .deleteFrom("invitation")
        .where(column(to), "=", idOf(to))
        .where("id", "=", id)
        .executeTakeFirst();
      return revoked.numDeletedRows > 0n;
    },

    async find(token) {
      const row = await inForce().where("tokenHash", "=", hashToken(token)).selectAll().executeTakeFirst();
      if (row !== undefined) return row;
      throw new AppError("NOT_FOUND", "This invitation is not good any more. Ask for a new one.");
    },

    findAll: (email) => inForce().where("email", "=", email.toLowerCase()).selectAll().execute(),

    async take(id) {
      const taken = await db.deleteFrom("invitation").where("id", "=", id).executeTakeFirst();
      return taken.numDeletedRows > 0n;
    },

    async purge() {
      await db.deleteFrom("invitation").where("expiresAt", "<=", now()).execute();
    },
  };
}
