import type { RecordDifference } from "../../../shared/model/difference.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";

/** Where on a canvas a difference is seen: at its touchpoint, or itself where it has a place; undefined when nowhere. */
export function placeOf({ kind, id, touchpoint }: RecordDifference): RecordRef | undefined {
  if (kind === "stage" || kind === "lane" || kind === "note" || kind === "touchpoint") return { kind, id };
  return touchpoint === undefined ? undefined : { kind: "touchpoint", id: touchpoint };
}
