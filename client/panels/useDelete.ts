import { useCallback } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { offerUndo } from "../state/offerUndo.ts";
import { useMap } from "../state/useMap.ts";
import { useRun } from "../state/useRun.ts";

/** Deletes records at once, and offers to take it back. */
export function useDelete(): (refs: readonly RecordRef[], what: string) => void {
  const run = useRun();
  const { undo } = useMap();
  return useCallback(
    (refs, what) => {
      if (run("deleteRecords", { refs }) !== undefined) offerUndo(undo, `Deleted ${what}`);
    },
    [run, undo],
  );
}
