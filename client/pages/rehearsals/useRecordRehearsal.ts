import { useCallback } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import { holdsRehearsal, rehearsalOf } from "../../../shared/exercise/outcome.ts";
import { offerUndo } from "../../state/offerUndo.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { useReadExercise } from "./useExercise.ts";

/** Writes the rehearsal into the plays that were rehearsed and do not hold it; `only` into one of them. */
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
      const written: Play[] = [];
      for (const { id } of state.plays) {
        const play = mirror.read("play", id);
        if (play === undefined || (only !== undefined && id !== only) || holdsRehearsal(play, rehearsal)) continue;
        const rehearsals = [...(play.rehearsals ?? []), rehearsal];
        if (run("patchPlay", { id, fields: { rehearsals } }) !== undefined) written.push(play);
      }
      if (written.length === 1) offerUndo(undo, `Written into “${written[0]?.title ?? ""}”`);
    },
    [read, mirror, undo, canEdit, run],
  );
}
