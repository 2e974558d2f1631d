import { ChevronDown } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { useWeakSpotRisk } from "../../state/useRisk.ts";
import { urgencyWords } from "../../ui/urgencyWords.ts";
import { UrgencyMark } from "../../ui/UrgencyMark.tsx";
import { Editing } from "../fields/editing.tsx";
import { endJump } from "../jump.ts";
import { formatProbability } from "./figureWords.ts";
import { WeakSpotBody } from "./WeakSpotBody.tsx";
import classes from "./WeakSpotCard.module.css";

interface WeakSpotCardProps {
  spot: WeakSpot;
  open: boolean;
  onToggle: () => void;
}

/** One weak spot: its priority, probability and need in a line, and everything about it when it is open. */
export function WeakSpotCard({ spot, open, onToggle }: WeakSpotCardProps) {
  const id = useId();
  const risk = useWeakSpotRisk(spot.id);
  const urgency = risk?.actionPriority ?? "open";
  const head = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open && endJump(spot.id)) head.current?.focus();
  }, [open, spot.id]);
  return (
    <article className={classes.card} aria-labelledby={id}>
      <button ref={head} type="button" className={classes.head} aria-expanded={open} onClick={onToggle}>
        <span className={classes.mark}>
          <UrgencyMark urgency={urgency} />
        </span>
        <span className={classes.words}>
          <span id={id} className={classes.title}>
            {spot.title}
          </span>
          {risk !== undefined && (
            <span className={classes.line}>
              {urgencyWords[urgency]} · fails {formatProbability(risk.probability)} (
              {formatProbability(risk.credible[0])} to {formatProbability(risk.credible[1])})
              {risk.needsPlay && (spot.plays ?? []).length === 0 && (
                <span className={classes.needs}> · needs a plan B</span>
              )}
            </span>
          )}
        </span>
        <ChevronDown size={16} aria-hidden="true" className={classes.chevron} />
      </button>
      {open && (
        <Editing kind="weakSpot" id={spot.id}>
          <WeakSpotBody spot={spot} risk={risk} />
        </Editing>
      )}
    </article>
  );
}
