import { lockAdmins, refuseWithoutAdmin } from "../auth/accounts.ts";
import type { Database } from "../store/database.ts";
import { lockOwned, refuseWithoutOwner } from "./workspaces.ts";

export interface AccountChange {
  isAdmin?: boolean | undefined;
  isDisabled?: boolean | undefined;
}

/**
 * Makes an account an administrator's or not, disables or enables it. False when there is no such account.
 * @throws AppError CONFLICT for the last administrator, and for disabling the last owner of a workspace; nothing is changed then.
 */
export function changeAccount(db: Database, id: string, { isAdmin, isDisabled }: AccountChange): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockAdmins(transaction);
    const owned = isDisabled === true ? await lockOwned(transaction, id) : [];
    const now = new Date().toISOString();
    const before = await transaction.selectFrom("user").where("id", "=", id).select("isAdmin").executeTakeFirst();
    if (before === undefined) return false;
    await transaction
      .updateTable("user")
      .set({
        updatedAt: now,
        ...(isAdmin !== undefined && { isAdmin: isAdmin ? 1 : 0 }),
        ...(isDisabled !== undefined && { disabledAt: isDisabled ? now : null }),
      })
      .where("id", "=", id)
      .execute();
    if (before.isAdmin === 1) await refuseWithoutAdmin(transaction);
    for (const workspaceId of owned) await refuseWithoutOwner(transaction, workspaceId);
    return true;
  });
}
