import { kindNames } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";

/** Whether there is neither a title nor a single record that can be read. */
export function holdsNothing(records: Records): boolean {
  return records.map.title === "" && kindNames.every((kind) => records.all(kind).length === 0);
}
