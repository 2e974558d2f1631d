import { randomUUID } from "node:crypto";
import type { MapRole } from "../../shared/api/people.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { reaches } from "./policy.ts";
import { hashToken, newToken } from "./token.ts";
import { type Who, colorOf } from "./who.ts";

type Guest = Extract<Who, { kind: "guest" }>;

/** People who came by a share link: a name, a session in one browser, and what the links in force allow. */
export interface Guests {
  /** The guest that a session's secret, or its id, names, while the session lives. */
  read(by: { token: string } | { sessionId: string }): Promise<Guest | undefined>;
  /** Those of the sessions that live. */
  live(sessionIds: readonly string[]): Promise<string[]>;
  /**
   * Lets somebody in by a link, with a fresh session. `token` of an earlier session in the same browser, even one that
   * ran out, keeps him the same person, so that work he did offline stays his.
   * @throws AppError LIMIT when the link has brought as many guests as one may.
   */
  join(linkId: string, name: string, token: string | undefined): Promise<{ guestId: string; token: string }>;
  /** Ends the guest's session. */
  leave(guestId: string): Promise<void>;
}

/** A session's last use is written at most so often. */
const touchMs = 5 * 60_000;

/** What stands for the secret of a session that was ended: no secret hashes to this. */
const leftPrefix = "left ";

export function openGuests(db: Database): Guests {
  const alive = () => {
    const now = Date.now();
    return db
      .selectFrom("guest")
      .where("guest.tokenHash", "not like", `${leftPrefix}%`)
      .where("guest.seenAt", ">=", new Date(now - limits.sessionIdleMs).toISOString())
      .where("guest.createdAt", ">=", new Date(now - limits.sessionMaxMs).toISOString());
  };
  const refuseCrowd = async (linkId: string) => {
    const { count } = await db
      .selectFrom("guestLink")
      .where("linkId", "=", linkId)
      .select((select) => select.fn.countAll<number | string>().as("count"))
      .executeTakeFirstOrThrow();
    if (Number(count) >= limits.guestsPerLink)
      throw new AppError(
        "LIMIT",
        `This link has brought ${limits.guestsPerLink} guests, the most for one. Ask for a new one.`,
      );
  };

  return {
    async read(by) {
      const all = alive().selectAll();
      const found =
        "token" in by ? all.where("tokenHash", "=", hashToken(by.token)) : all.where("id", "=", by.sessionId);
      const row = await found.executeTakeFirst();
      if (row === undefined) return undefined;
      const now = Date.now();
      if (now - Date.parse(row.seenAt) > touchMs)
        await db
          .updateTable("guest")
          .set({ seenAt: new Date(now).toISOString() })
          .where("id", "=", row.id)
          .execute();
      const links = await db
        .selectFrom("guestLink")
        .innerJoin("shareLink", "shareLink.id", "guestLink.linkId")
        .where("guestLink.guestId", "=", row.id)
        .where("shareLink.revokedAt", "is", null)
        .where("shareLink.expiresAt", ">", new Date(now).toISOString())
        .select(["shareLink.mapId", "shareLink.role"])
        .execute();
      const roles = new Map<string, MapRole>();
      for (const { mapId, role } of links) {
        const other = roles.get(mapId);
        if (other === undefined || reaches(role, other)) roles.set(mapId, role);
      }
      const user = { id: row.id, name: row.name, color: colorOf(row.id), kind: "guest" as const };
      return { kind: "guest", user, sessionId: row.id, roles };
    },

    async live(sessionIds) {
      const rows = await alive().where("guest.id", "in", sessionIds).select("guest.id").execute();
      return rows.map(({ id }) => id);
    },

    async join(linkId, name, oldToken) {
      const token = newToken();
      const now = new Date().toISOString();
      const session = { name, tokenHash: hashToken(token), createdAt: now, seenAt: now };
      const known =
        oldToken === undefined
          ? undefined
          : await db.selectFrom("guest").select("id").where("tokenHash", "=", hashToken(oldToken)).executeTakeFirst();
      const id = known?.id ?? `guest-${randomUUID()}`;
      if (known === undefined) await refuseCrowd(linkId);
      await db.transaction().execute(async (transaction) => {
        if (known === undefined)
          await transaction
            .insertInto("guest")
            .values({ id, ...session })
            .execute();
        else await transaction.updateTable("guest").set(session).where("id", "=", id).execute();
        await transaction
          .insertInto("guestLink")
          .values({ guestId: id, linkId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
      return { guestId: id, token };
    },

    async leave(guestId) {
      // The row stays: work in the maps is signed with its id.
      await db
        .updateTable("guest")
        .set({ tokenHash: leftPrefix + guestId })
        .where("id", "=", guestId)
        .execute();
    },
  };
}
