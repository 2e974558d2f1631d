import type { Records } from "../model/records.ts";
import { dayNumber } from "./days.ts";
import { openRecordsByOwner } from "./recordsByOwner.ts";

/** What customers expect drifts; after a year somebody should ask again. */
export const staleAfterDays = 365;

/** When an expectation was last looked at. */
export interface Staleness {
  expectation: string;
  /** The day it was recorded, else the newest among its evidence and its promises; null when none is dated. */
  lastDated: string | null;
  ageDays: number | null;
  /** Older than {@link staleAfterDays}; null when undated. */
  stale: boolean | null;
}

/** The age of every expectation at `asOf` (`YYYY-MM-DD`): since it was recorded, else since the newest evidence or promise. */
export function staleness(records: Records, asOf: string): Staleness[] {
  const promises = openRecordsByOwner(records, "promise", ({ expectation }) => expectation);
  const evidence = openRecordsByOwner(records, "evidence", ({ expectation }) => expectation);
  return records.all("expectation").map(({ id, recordedOn }) => {
    const days =
      recordedOn !== undefined
        ? [recordedOn]
        : [
            ...promises.of(id).map(({ publishedOn }) => publishedOn),
            ...evidence.of(id).map(({ observedOn }) => observedOn),
          ];
    const lastDated = days.reduce<string | null>(
      (last, day) => (day !== undefined && (last === null || day > last) ? day : last),
      null,
    );
    const ageDays = lastDated === null ? null : Math.max(0, dayNumber(asOf) - dayNumber(lastDated));
    return { expectation: id, lastDated, ageDays, stale: ageDays === null ? null : ageDays > staleAfterDays };
  });
}
