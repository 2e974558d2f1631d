import type { Undo } from "../../shared/doc/undo.ts";
import { announce } from "./announce.ts";
import { hideNotice, showNotice } from "./notices.ts";

/** Says that the last step was done and offers to take it back; the offer goes when something else was done meanwhile. */
export function offerUndo(undo: Undo, done: string): void {
  const step = undo.undoLabel;
  const notice = showNotice(done, {
    label: "Undo",
    run: () => {
      if (undo.undoLabel === step) announce(`Undone: ${undo.undo() ?? ""}`);
    },
  });
  const stop = undo.subscribe(() => {
    if (undo.undoLabel === step) return;
    stop();
    hideNotice(notice);
  });
  announce(done);
}
