import { AppError } from "../../shared/errors.ts";
import type { Database } from "./database.ts";

/** What stands where somebody's name was. */
export const nameOfNobody = "Somebody who left";

/** Whoever holds the studio's own token: nobody's account, and always there. */
export const programId = "program";

/** A list of ids in one question to the database. */
const idsAtOnce = 500;

/** The names of accounts, guests and programs as they are now, by id; who is not here any more is missing. */
export async function namesOf(db: Database, ids: Iterable<string>): Promise<Map<string, string>> {
  const asked = [...new Set(ids)];
  const names = new Map([[programId, "Program"]]);
  for (let at = 0; at < asked.length; at += idsAtOnce)
    for (const table of ["user", "guest"] as const)
      for (const { id, name } of await db
        .selectFrom(table)
        .select(["id", "name"])
        .where("id", "in", asked.slice(at, at + idsAtOnce))
        .execute())
        names.set(id, name);
  return names;
}

/**
 * Asked in the transaction that writes somebody's name down: an act that began before its author was erased must not bring
 * the name back after it. @throws AppError SIGNED_OUT.
 */
export async function mustBeHere(transaction: Database, id: string): Promise<void> {
  if (!(await namesOf(transaction, [id])).has(id)) throw new AppError("SIGNED_OUT", "Please sign in.");
}
