import type { Records } from "../../shared/model/records.ts";

/** The day to which a map's ages count, `YYYY-MM-DD`: its own, else today. */
export function dayOf(records: Records): string {
  return records.map.asOf ?? new Date().toISOString().slice(0, 10);
}
