import { memo } from "react";
import type { WeakMarks } from "../state/weakMarks.ts";
import { ShieldMark } from "../ui/ShieldMark.tsx";
import { playWords, urgencyWords } from "../ui/urgencyWords.ts";
import { UrgencyMark } from "../ui/UrgencyMark.tsx";
import classes from "./CardCorner.module.css";

/** A card's corner marks: how urgent its weak spots are, and whether a plan B is attached. The card's name says both. */
export const CardCorner = memo(function CardCorner({ marks: { urgency, play } }: { marks: WeakMarks }) {
  return (
    <span className={classes.corner} aria-hidden="true">
      {urgency !== undefined && (
        <span title={`Weak spot: ${urgencyWords[urgency].toLowerCase()}`}>
          <UrgencyMark urgency={urgency} size={18} />
        </span>
      )}
      {play !== undefined && (
        <span title={playWords[play]}>
          <ShieldMark isReady={play === "ready"} size={18} />
        </span>
      )}
    </span>
  );
});
