import type { Author } from "../../shared/api/versions.ts";
import type { Database } from "../store/database.ts";
import { nameOfNobody, namesOf } from "../store/names.ts";

/** What people are called now, by the ids that maps and journals hold. */
export interface Names {
  /** One for each id; who is not known any more is somebody who left. */
  read(ids: Iterable<string>): Promise<(id: string) => Author>;
}

export function openNames(db: Database): Names {
  return {
    async read(ids) {
      const names = (await namesOf(db, ids)).set("", "Not recorded");
      return (id) => ({ id, name: names.get(id) ?? nameOfNobody });
    },
  };
}
