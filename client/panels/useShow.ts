import { useCallback } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { useLocalStore } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { startJump } from "./jump.ts";

/**
 * Selects a record, brings it into view, opens one of its expectations when one is named, and goes there. A weak spot is
 * shown open at its touchpoint.
 */
export function useShow(): (ref: RecordRef, expectation?: string) => void {
  const local = useLocalStore();
  const { mirror } = useMap();
  return useCallback(
    (ref, expectation) => {
      const state = local.getState();
      const spot = ref.kind === "weakSpot" ? mirror.read("weakSpot", ref.id) : undefined;
      const target: RecordRef = spot === undefined ? ref : { kind: "touchpoint", id: spot.touchpoint };
      startJump(expectation, spot?.id);
      state.select([target]);
      state.canvas?.showRecord(target);
    },
    [local, mirror],
  );
}
