import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { useLocal } from "../../state/local.ts";
import { useAll, useCanEdit, useRecord } from "../../state/useMap.ts";
import { useUndoLabels } from "../../state/useSession.ts";
import classes from "./Tour.module.css";
import { Button } from "../../ui/Button.tsx";

const key = "kept:tour";

const steps = [
  {
    title: "Open a touchpoint",
    text: "Click any card. At the right you see what customers expect there, what was promised, and what is delivered.",
    touch: "Tap any card. You see what customers expect there, what was promised, and what is delivered.",
  },
  {
    title: "Change something",
    text: "Rename the card: double-click it, or press F2, type, and press Enter. You change the real map.",
    touch: "Rename the card: write another title in the panel that opened. You change the real map.",
  },
  {
    title: "Take it back",
    text: `Press ${shortcutKeys("Mod+z").join(" ")}. Undo takes back only your own steps, and its name says which.`,
    touch: "Choose Undo, at the top or in the map’s menu. It takes back only your own steps, and its name says which.",
  },
] as const;

const last = {
  title: "That is all it takes",
  text: "Press ? for every key. Invite somebody by a link, and you see each other work.",
  touch: "Invite somebody by a link, and you see each other work.",
} as const;

/** The first visit: three steps that edit the map for real, each done when it was really done. */
export function Tour() {
  const canEdit = useCanEdit();
  const [step, setStep] = useState(readStep);
  const hasTouch = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  const { undo, redo } = useUndoLabels();
  const hasCards = useAll("touchpoint").length > 0;
  const only = useLocal((local) => (local.selection.length === 1 ? local.selection[0] : undefined));
  const chosen = useRecord("touchpoint", only?.kind === "touchpoint" ? only.id : undefined);
  const done = [chosen !== undefined, undo !== undefined, redo !== undefined][step] ?? false;

  if (canEdit && done) setStep(step + 1);
  const current = steps[step] ?? last;
  const finished = step === steps.length;
  useEffect(() => {
    if (finished) keepDone();
  }, [finished]);

  if (!canEdit || !hasCards || step > steps.length) return null;
  return (
    <section className={classes.card} aria-label="First steps" aria-live="polite">
      <p className={classes.count}>{finished ? "Done" : `${step + 1} of ${steps.length}`}</p>
      <h2 className={classes.title}>{current.title}</h2>
      <p className={classes.text}>{hasTouch ? current.touch : current.text}</p>
      <Button
        onClick={() => {
          keepDone();
          setStep(steps.length + 1);
        }}
      >
        {finished ? "Close" : "Skip"}
      </Button>
    </section>
  );
}

function readStep(): number {
  try {
    return localStorage.getItem(key) === "done" ? steps.length + 1 : 0;
  } catch {
    return steps.length + 1;
  }
}

function keepDone(): void {
  try {
    localStorage.setItem(key, "done");
  } catch {
    // It is then offered again next time.
  }
}
