import { Redo2, Undo2 } from "lucide-react";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { announce } from "../../state/announce.ts";
import { useMap } from "../../state/useMap.ts";
import { useUndoLabels } from "../../state/useSession.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import classes from "./UndoButtons.module.css";

const steps = [
  { step: "undo", verb: "Undo", done: "Undone", icon: Undo2, keys: "Mod+z" },
  { step: "redo", verb: "Redo", done: "Redone", icon: Redo2, keys: "Mod+Shift+z" },
] as const;

/** Undo and redo of one's own steps, each named. */
export function UndoButtons() {
  const { undo } = useMap();
  const labels = useUndoLabels();
  return (
    <span className={classes.buttons}>
      {steps.map(({ step, verb, done, icon, keys }) => {
        const label = labels[step];
        return (
          <IconButton
            key={step}
            label={label === undefined ? verb : `${verb}: ${label}`}
            icon={icon}
            keys={shortcutKeys(keys).join(" ")}
            tip="below"
            // Not `disabled`: a control that loses the focus while it is used throws keyboard users out of the bar.
            aria-disabled={label === undefined}
            onClick={() => {
              const undone = undo[step]();
              if (undone !== undefined) announce(`${done}: ${undone}`);
            }}
          />
        );
      })}
    </span>
  );
}
