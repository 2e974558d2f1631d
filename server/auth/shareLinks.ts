import { randomUUID } from "node:crypto";
import type { CreatedLink, ShareLink, ShareRole } from "../../shared/api/people.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { hashOfPassword } from "./passwords.ts";
import { hashToken, newToken } from "./token.ts";

export interface NewLink {
  role: ShareRole;
  expiresInDays?: number | undefined;
  password?: string | undefined;
}

export interface FoundLink {
  id: string;
  mapId: string;
  workspace: string;
  title: string;
  role: ShareRole;
  passwordHash: string | null;
}

/** The links by which guests join a map. A secret is seen once, in the address, and stored hashed. */
export interface ShareLinks {
  /** Links in force, the newest first. */
  list(mapId: string): Promise<ShareLink[]>;
  create(mapId: string, link: NewLink): Promise<Omit<CreatedLink, "url"> & { token: string }>;
  /** False when there is no such link in force on that map. */
  revoke(mapId: string, linkId: string): Promise<boolean>;
  /** What the secret leads to. @throws AppError NOT_FOUND when the link never was, ran out or was revoked. */
  find(token: string): Promise<FoundLink>;
  /** Gives an account what the link allows, while it is in force. */
  openFor(userId: string, linkId: string): Promise<void>;
}

export function openShareLinks(db: Database): ShareLinks {
  const now = () => new Date().toISOString();
  const inForce = () =>
    db.selectFrom("shareLink").where("shareLink.revokedAt", "is", null).where("shareLink.expiresAt", ">", now());

  return {
    async list(mapId) {
      const rows = await inForce()
        .where("shareLink.mapId", "=", mapId)
        .select(["id", "role", "createdAt", "expiresAt", "passwordHash"])
        .select((link) => [
          link
            .selectFrom("guestLink")
            .whereRef("guestLink.linkId", "=", "shareLink.id")
            .select(({ fn }) => fn.countAll<number | string>().as("n"))
            .as("guests"),
          link
            .selectFrom("accountLink")
            .whereRef("accountLink.linkId", "=", "shareLink.id")
            .select(({ fn }) => fn.countAll<number | string>().as("n"))
            .as("accounts"),
        ])
        .orderBy("createdAt", "desc")
        .execute();
      return rows.map(({ passwordHash, accounts, ...row }) => ({
        ...row,
        hasPassword: passwordHash !== null,
        guests: Number(row.guests) + Number(accounts),
      }));
    },

    async create(mapId, { role, expiresInDays, password }) {
      const count = await inForce()
        .where("mapId", "=", mapId)
        .select((select) => select.fn.countAll<number | string>().as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count.count) >= limits.shareLinksPerMap)
        throw new AppError("LIMIT", `A map can have ${limits.shareLinksPerMap} share links at once. Revoke one first.`);
      const lifeMs = expiresInDays === undefined ? limits.shareLinkTtlMs : expiresInDays * 86_400_000;
      const id = randomUUID();
      const token = newToken();
      const expiresAt = new Date(Date.now() + lifeMs).toISOString();
      const passwordHash = password === undefined ? null : await hashOfPassword(password);
      const row = { id, mapId, role, tokenHash: hashToken(token), createdAt: now(), expiresAt, passwordHash };
      await db.insertInto("shareLink").values(row).execute();
      return { id, token, role, expiresAt, hasPassword: password !== undefined };
    },

    async revoke(mapId, linkId) {
      const revoked = await db
        .updateTable("shareLink")
        .set({ revokedAt: now() })
        .where("id", "=", linkId)
        .where("mapId", "=", mapId)
        .where("revokedAt", "is", null)
        .executeTakeFirst();
      return revoked.numUpdatedRows > 0n;
    },

    async find(token) {
      const link = await inForce()
        .innerJoin("map", "map.id", "shareLink.mapId")
        .where("map.deletedAt", "is", null)
        .where("shareLink.tokenHash", "=", hashToken(token))
        .select(["shareLink.id", "shareLink.mapId", "shareLink.role", "shareLink.passwordHash", "map.title"])
        .select("map.workspaceId as workspace")
        .executeTakeFirst();
      if (link !== undefined) return link;
      throw new AppError("NOT_FOUND", "This link does not lead anywhere any more. Ask for a new one.");
    },

    async openFor(userId, linkId) {
      await db
        .insertInto("accountLink")
        .values({ userId, linkId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}
