import type { Expectation } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";

/** Where an expectation belongs. A reference that leads nowhere is the same as none. */
export interface Placement {
  touchpoint: string;
  stage: string | null;
  /** The expectation's own channel, else its touchpoint's. */
  channel: string | null;
  /** Who keeps it: the expectation's own department, else its touchpoint's. */
  department: string | null;
}

export function placementOf(records: Records, expectation: Expectation): Placement {
  const touchpoint = records.read("touchpoint", expectation.touchpoint);
  return {
    touchpoint: expectation.touchpoint,
    stage: touchpoint?.stage ?? null,
    channel: present(records, "channel", expectation.channel) ?? present(records, "channel", touchpoint?.channel),
    department:
      present(records, "department", expectation.department) ?? present(records, "department", touchpoint?.department),
  };
}

/** The id when there is such a record, else null. */
export function present(
  records: Records,
  kind: "channel" | "department" | "persona",
  id: string | undefined,
): string | null {
  return id !== undefined && records.read(kind, id) !== undefined ? id : null;
}
