import { type Records, readingOrder } from "../model/records.ts";

/** Lanes in which customers meet employees. */
const metLanes: ReadonlySet<string> = new Set(["touchpoints", "frontstage"]);

/**
 * The touchpoint where customers may meet the first employee: the first in reading order that is a contact between
 * two, lies in a lane where one meets, and is not known to be without a person. Undefined when there is none.
 */
export function firstContact(records: Records): string | undefined {
  return readingOrder(records).find(({ kind, lane, channel, humanFallback }) => {
    const isOnline = records.read("channel", channel ?? "")?.online === true;
    const isAutomatic = humanFallback === undefined ? isOnline : !humanFallback;
    return kind !== "action" && metLanes.has(records.read("lane", lane)?.kind ?? "") && !isAutomatic;
  })?.id;
}
