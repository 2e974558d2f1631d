import { randomUUID } from "node:crypto";
import type { CreatedLink, MapRole, ShareLink } from "../../shared/api/people.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { hashToken, newToken } from "./token.ts";

type ShareRole = Exclude<MapRole, "owner">;

/** The links by which guests join a map. A secret is seen once, in the address, and stored hashed. */
export interface ShareLinks {
  /** Links in force, the newest first. */
  list(mapId: string): Promise<ShareLink[]>;
  create(mapId: string, role: ShareRole, expiresInDays?: number): Promise<Omit<CreatedLink, "url"> & { token: string }>;
  /** The ids of the guests who came by it; `undefined` when there is no such link in force on that map. */
  revoke(mapId: string, linkId: string): Promise<string[] | undefined>;
  /** What the secret leads to. @throws AppError NOT_FOUND when the link never was, ran out or was revoked. */
  find(token: string): Promise<{ id: string; mapId: string; title: string; role: ShareRole }>;
  /** Guests who came by links that ran out after `from` and until `until` (ISO times). */
  guestsOfExpired(from: string, until: string): Promise<{ guestId: string; mapId: string }[]>;
}

export function openShareLinks(db: Database): ShareLinks {
  const now = () => new Date().toISOString();
  const inForce = () =>
    db.selectFrom("shareLink").where("shareLink.revokedAt", "is", null).where("shareLink.expiresAt", ">", now());

  return {
    async list(mapId) {
      const rows = await inForce()
        .leftJoin("guestLink", "guestLink.linkId", "shareLink.id")
        .where("shareLink.mapId", "=", mapId)
        .select(["shareLink.id", "shareLink.role", "shareLink.createdAt", "shareLink.expiresAt"])
        .select((select) => select.fn.count<number | string>("guestLink.guestId").as("guests"))
        .groupBy(["shareLink.id", "shareLink.role", "shareLink.createdAt", "shareLink.expiresAt"])
        .orderBy("shareLink.createdAt", "desc")
        .execute();
      return rows.map((row) => ({ ...row, guests: Number(row.guests) }));
    },

    async create(mapId, role, expiresInDays) {
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
      const row = { id, mapId, role, tokenHash: hashToken(token), createdAt: now(), expiresAt };
      await db.insertInto("shareLink").values(row).execute();
      return { id, token, role, expiresAt };
    },

    async revoke(mapId, linkId) {
      const revoked = await db
        .updateTable("shareLink")
        .set({ revokedAt: now() })
        .where("id", "=", linkId)
        .where("mapId", "=", mapId)
        .where("revokedAt", "is", null)
        .executeTakeFirst();
      if (revoked.numUpdatedRows === 0n) return undefined;
      const guests = await db.selectFrom("guestLink").select("guestId").where("linkId", "=", linkId).execute();
      return guests.map(({ guestId }) => guestId);
    },

    async find(token) {
      const link = await inForce()
        .innerJoin("map", "map.id", "shareLink.mapId")
        .where("map.deletedAt", "is", null)
        .where("shareLink.tokenHash", "=", hashToken(token))
        .select(["shareLink.id", "shareLink.mapId", "shareLink.role", "map.title"])
        .executeTakeFirst();
      if (link !== undefined) return link;
      throw new AppError("NOT_FOUND", "This link does not lead anywhere any more. Ask for a new one.");
    },

    async guestsOfExpired(from, until) {
      return db
        .selectFrom("shareLink")
        .innerJoin("guestLink", "guestLink.linkId", "shareLink.id")
        .where("shareLink.expiresAt", ">", from)
        .where("shareLink.expiresAt", "<=", until)
        .select(["guestLink.guestId", "shareLink.mapId"])
        .execute();
    },
  };
}
