import type { Database } from "./database.ts";

/** Does the work in the transaction that `db` is, else in one of its own: so that what is all or nothing can be part of more. */
export function inTransaction<T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
