import { useCallback } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import { type LocalStore, useLocalStore } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { startJump } from "./jump.ts";

/** {@link showRecord} on the map that is open here. */
export function useShow(): (ref: RecordRef, expectation?: string) => void {
  const local = useLocalStore();
  const { mirror } = useMap();
  return useCallback((ref, expectation) => showRecord(local, mirror, ref, expectation), [local, mirror]);
}

/**
 * Selects a record, brings it into view, opens one of its expectations when one is named, and goes there. A weak spot is
 * shown open at its touchpoint.
 */
export function showRecord(local: LocalStore, records: Records, ref: RecordRef, expectation?: string): void {
  const state = local.getState();
  const spot = ref.kind === "weakSpot" ? records.read("weakSpot", ref.id) : undefined;
  const target: RecordRef = spot === undefined ? ref : { kind: "touchpoint", id: spot.touchpoint };
  startJump(expectation, spot?.id);
  state.select([target]);
  state.canvas?.showRecord(target);
}
