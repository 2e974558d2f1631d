import { useCallback } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { useLocalStore } from "../state/local.ts";
import { startJump } from "./jump.ts";

/** Selects a record, brings it into view, opens one of its expectations when one is named, and goes there. */
export function useShow(): (ref: RecordRef, expectation?: string) => void {
  const local = useLocalStore();
  return useCallback(
    (ref, expectation) => {
      const state = local.getState();
      startJump(expectation);
      state.select([ref]);
      state.canvas?.showRecord(ref);
    },
    [local],
  );
}
