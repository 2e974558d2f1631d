import { useCallback } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { useLocalStore } from "../state/local.ts";
import { focusExpectation } from "./focusedExpectation.ts";

/** Selects a record, brings it into view, and opens one of its expectations when one is named. */
export function useShow(): (ref: RecordRef, expectation?: string) => void {
  const local = useLocalStore();
  return useCallback(
    (ref, expectation) => {
      const state = local.getState();
      if (expectation !== undefined) focusExpectation(expectation);
      state.select([ref]);
      state.canvas?.showRecord(ref);
    },
    [local],
  );
}
