import type { Database } from "../store/database.ts";

type Maps = { map: string } | { workspace: string };

/**
 * Takes from somebody what he has on a map by himself, or on every map of a workspace: his own roles, and what links that
 * he opened give him. How many there were.
 */
export async function endOwnRoles(transaction: Database, userId: string, of: Maps): Promise<number> {
  const own = await transaction
    .deleteFrom("mapMember")
    .where("userId", "=", userId)
    .where("mapId", "in", mapsOf(transaction, of))
    .executeTakeFirst();
  return Number(own.numDeletedRows) + (await endLinkRoles(transaction, userId, of));
}

/** The same for what links gave him alone. */
export async function endLinkRoles(transaction: Database, userId: string, of: Maps): Promise<number> {
  const links = transaction.selectFrom("shareLink").where("mapId", "in", mapsOf(transaction, of)).select("id");
  const ended = await transaction
    .deleteFrom("accountLink")
    .where("userId", "=", userId)
    .where("linkId", "in", links)
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}

function mapsOf(db: Database, of: Maps) {
  const maps = db.selectFrom("map").select("id");
  return "map" in of ? maps.where("id", "=", of.map) : maps.where("workspaceId", "=", of.workspace);
}

/** Accounts that came to a map by a link in force, with what it gives them since it was made. */
export function rolesByLinks(db: Database, mapId: string) {
  return db
    .selectFrom("accountLink")
    .innerJoin("shareLink", "shareLink.id", "accountLink.linkId")
    .innerJoin("user", "user.id", "accountLink.userId")
    .where("shareLink.mapId", "=", mapId)
    .where("shareLink.revokedAt", "is", null)
    .where("shareLink.expiresAt", ">", new Date().toISOString())
    .select(["user.id", "user.name", "user.email", "user.disabledAt", "shareLink.role", "shareLink.createdAt as since"])
    .orderBy("user.name")
    .orderBy("user.id")
    .execute();
}
