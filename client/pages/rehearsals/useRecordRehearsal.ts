import { useCallback } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { holdsRehearsal, type Rehearsal, rehearsalOf } from "../../../shared/exercise/outcome.ts";
import type { ExerciseState } from "../../../shared/exercise/state.ts";
import { offerUndo } from "../../state/offerUndo.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { useReadExercise } from "./useExercise.ts";

/** Writes the rehearsal into the plays that were rehearsed and do not hold it, as one step; `only` into one of them. */
export function useRecordRehearsal(): (only?: string) => void {
  const { mirror, undo } = useMap();
  const canEdit = useCanEdit();
  const run = useRun();
  const read = useReadExercise();
  return useCallback(
    (only) => {
      const state = read();
      const rehearsal = rehearsalOf(state);
      if (rehearsal === undefined || !canEdit) return;
      const plays = unwritten(mirror, state, rehearsal, only);
      if (plays.length === 0) return;
      if (run("recordRehearsal", { plays: plays.map(({ id }) => id), rehearsal }) === undefined) return;
      offerUndo(undo, `Written into ${plays.length === 1 ? `“${plays[0]?.title ?? ""}”` : `${plays.length} plays`}`);
    },
    [read, mirror, undo, canEdit, run],
  );
}

/** The plays of the map that were rehearsed and do not hold it; `only` one of them. */
export function unwritten(
  records: Pick<Records, "read">,
  { plays }: Pick<ExerciseState, "plays">,
  rehearsal: Rehearsal,
  only?: string,
): Play[] {
  return plays
    .filter(({ id }) => only === undefined || id === only)
    .map(({ id }) => records.read("play", id))
    .filter((play): play is Play => play !== undefined && !holdsRehearsal(play, rehearsal));
}
