import { AppError } from "../../shared/errors.ts";
import type { Database } from "./database.ts";

/**
 * Lets whoever changes a workspace's members or maps go one after the other, on every node: its row is locked until the
 * transaction ends. @throws AppError NOT_FOUND when it is gone.
 */
export async function lockWorkspace(transaction: Database, id: string): Promise<void> {
  const locked = await transaction
    .updateTable("workspace")
    .set((row) => ({ name: row.ref("name") }))
    .where("id", "=", id)
    .executeTakeFirst();
  if (locked.numUpdatedRows === 0n) throw new AppError("NOT_FOUND", "There is no such workspace.");
}
