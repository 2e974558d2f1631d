import { offerUndo } from "../state/offerUndo.ts";
import type { ActionContext } from "./action.ts";

/** Deletes what is selected and offers to undo it. */
export function deleteSelection({ map, local, run }: ActionContext): void {
  const refs = local.getState().selection.filter(({ kind, id }) => map.mirror.read(kind, id) !== undefined);
  if (refs.length === 0 || run("deleteRecords", { refs }) === undefined) return;
  local.getState().select([]);
  local.getState().canvas?.focus();
  const label = map.undo.undoLabel;
  offerUndo(map.undo, label === undefined ? "Deleted" : `${label.charAt(0).toUpperCase()}${label.slice(1)}: done`);
}
