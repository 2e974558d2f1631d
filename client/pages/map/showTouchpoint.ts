import type { LocalStore } from "../../state/local.ts";

/** Selects a touchpoint and brings it into view. */
export function showTouchpoint(local: LocalStore, id: string): void {
  const ref = { kind: "touchpoint", id } as const;
  local.getState().select([ref]);
  local.getState().canvas?.showRecord(ref);
}
