import { ActionIcon, Tooltip } from "@mantine/core";
import { Redo2, Undo2 } from "lucide-react";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { announce } from "../../state/announce.ts";
import { useMap } from "../../state/useMap.ts";
import { useUndoLabels } from "../../state/useSession.ts";
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
      {steps.map(({ step, verb, done, icon: Icon, keys }) => {
        const label = labels[step];
        const name = label === undefined ? verb : `${verb}: ${label}`;
        return (
          <Tooltip key={step} label={`${name} (${shortcutKeys(keys).join(" ")})`} openDelay={400}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={name}
              // Not `disabled`: a control that loses focus while it is used throws keyboard users out of the bar.
              aria-disabled={label === undefined}
              className={classes.button}
              onClick={() => {
                const undone = undo[step]();
                if (undone !== undefined) announce(`${done}: ${undone}`);
              }}
            >
              <Icon size={18} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </span>
  );
}
