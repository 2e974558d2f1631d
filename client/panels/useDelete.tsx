import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { useAnnounce } from "../state/announce.ts";
import { useMap } from "../state/useMap.ts";
import { useRun } from "../state/useRun.ts";
import { Button } from "./Button.tsx";

const toastMs = 8_000;

/** Deletes records at once, and offers to take it back; the offer goes when something else was done meanwhile. */
export function useDelete(): (refs: readonly RecordRef[], what: string) => void {
  const run = useRun();
  const { undo } = useMap();
  const announce = useAnnounce();
  return useCallback(
    (refs, what) => {
      if (run("deleteRecords", { refs }) === undefined) return;
      const step = undo.undoLabel;
      const toast = notifications.show({
        message: (
          <span style={{ display: "flex", alignItems: "center", gap: 12 }}>
            <span style={{ flex: 1 }}>Deleted {what}</span>
            <Button
              onClick={() => {
                notifications.hide(toast);
                if (undo.undoLabel === step) announce(`Undone: ${undo.undo() ?? ""}`);
              }}
            >
              Undo
            </Button>
          </span>
        ),
        autoClose: toastMs,
      });
      const stop = undo.subscribe(() => {
        if (undo.undoLabel === step) return;
        stop();
        notifications.hide(toast);
      });
      announce(`Deleted ${what}`);
    },
    [run, undo, announce],
  );
}
