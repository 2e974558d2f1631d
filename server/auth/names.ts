import type { Author } from "../../shared/api/versions.ts";
import type { Database } from "../store/database.ts";

/** What people are called now, by the ids that maps and journals hold. */
export interface Names {
  /** One for each id; who is not known any more is somebody who left. */
  read(ids: Iterable<string>): Promise<(id: string) => Author>;
}

/** A list of ids in one question to the database. */
const idsAtOnce = 500;

export function openNames(db: Database): Names {
  return {
    async read(ids) {
      const asked = [...new Set(ids)];
      const names = new Map([
        ["program", "Program"],
        ["", "Not recorded"],
      ]);
      for (let at = 0; at < asked.length; at += idsAtOnce) {
        const some = asked.slice(at, at + idsAtOnce);
        for (const table of ["user", "guest"] as const)
          for (const { id, name } of await db
            .selectFrom(table)
            .select(["id", "name"])
            .where("id", "in", some)
            .execute())
            names.set(id, name);
      }
      return (id) => ({ id, name: names.get(id) ?? "Somebody who left" });
    },
  };
}
