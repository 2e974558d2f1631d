import { lockAdmins, refuseWithoutAdmin } from "../auth/accounts.ts";
import type { Database } from "../store/database.ts";
import { nameOfNobody } from "../store/names.ts";
import { withoutName } from "./withoutName.ts";
import { lockOwned, refuseWithoutOwner } from "./workspaces.ts";

/**
 * Erases an account: it, its sessions, tokens, roles and invitations go, and its name wherever it was written down. What
 * the person did in maps stays, without the name. False when there is no such account.
 * @throws AppError CONFLICT for the last owner of a workspace and the last administrator; nothing is changed then.
 */
export function eraseAccount(db: Database, id: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockAdmins(transaction);
    const owned = await lockOwned(transaction, id);
    // What belongs to it goes with it: sessions, passwords, tokens, roles, the second factor.
    const erased = await transaction
      .deleteFrom("user")
      .where("id", "=", id)
      .returning(["email", "isAdmin"])
      .executeTakeFirst();
    if (erased === undefined) return false;
    if (erased.isAdmin === 1) await refuseWithoutAdmin(transaction);
    for (const workspaceId of owned) await refuseWithoutOwner(transaction, workspaceId);
    await transaction.deleteFrom("invitation").where("email", "=", erased.email).execute();
    await transaction.deleteFrom("verification").where("value", "like", `%${id}%`).execute();
    await eraseName(transaction, id);
    return true;
  });
}

/** Erases a guest: his session, which links he came by, and his name wherever it was written down. */
export async function eraseGuest(db: Database, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("guest").where("id", "=", id).execute();
    await eraseName(transaction, id);
  });
}

/** Takes a name out of what keeps a copy of it: runs of plans B and rehearsals. Ids are no names and stay. */
async function eraseName(transaction: Database, id: string): Promise<void> {
  const mention = `%${JSON.stringify(id)}%`;
  const cleaned = (json: string) => JSON.stringify(withoutName(JSON.parse(json), id));
  await transaction.updateTable("playRun").set({ authorName: nameOfNobody }).where("authorId", "=", id).execute();
  const runs = await transaction
    .selectFrom("playRun")
    .where("data", "like", mention)
    .select(["mapId", "id", "data"])
    .execute();
  for (const run of runs)
    await transaction
      .updateTable("playRun")
      .set({ data: cleaned(run.data) })
      .where("mapId", "=", run.mapId)
      .where("id", "=", run.id)
      .execute();
  const events = await transaction
    .selectFrom("exerciseEvent")
    .where("by", "like", mention)
    .select(["exerciseId", "seq", "by"])
    .execute();
  for (const event of events)
    await transaction
      .updateTable("exerciseEvent")
      .set({ by: cleaned(event.by) })
      .where("exerciseId", "=", event.exerciseId)
      .where("seq", "=", event.seq)
      .execute();
  const exercises = await transaction
    .selectFrom("exercise")
    .where("summary", "like", mention)
    .select(["id", "summary"])
    .execute();
  for (const exercise of exercises)
    await transaction
      .updateTable("exercise")
      .set({ summary: cleaned(exercise.summary) })
      .where("id", "=", exercise.id)
      .execute();
}
