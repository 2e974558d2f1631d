import { randomUUID } from "node:crypto";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { leftPrefix } from "./passes.ts";
import { hashToken, newToken } from "./token.ts";

/** People who came by a share link: a name, and a session in one browser. What they may do, `passes` says. */
export interface Guests {
  /** The id of the guest whose session's secret this is. Whether it is still good, `passes` says. */
  idOf(secret: string): Promise<string | undefined>;
  /**
   * Lets somebody in by a link, with a fresh session. `token` of an earlier session in the same browser, even one that
   * ran out, keeps him the same person, so that work he did offline stays his.
   * @throws AppError LIMIT when the link has brought as many guests as one may.
   */
  join(linkId: string, name: string, token: string | undefined): Promise<{ guestId: string; token: string }>;
  /** Ends the guest's session. */
  leave(guestId: string): Promise<void>;
}

export function openGuests(db: Database): Guests {
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
    async idOf(secret) {
      const row = await db
        .selectFrom("guest")
        .where("tokenHash", "=", hashToken(secret))
        .select("id")
        .executeTakeFirst();
      return row?.id;
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
