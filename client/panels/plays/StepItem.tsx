import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { allowance } from "../../../shared/recovery/authority.ts";
import type { ScriptAdvice } from "../../../shared/recovery/script.ts";
import type { Step } from "../../../shared/recovery/phases.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { AdviceList } from "./AdviceList.tsx";
import { removeRow } from "./focusAfter.ts";
import { StepFields } from "./StepFields.tsx";
import type { StepProps } from "./stepProps.ts";
import { Place } from "./places.tsx";
import classes from "./StepItem.module.css";
import { allowanceWords, formatMinutes, formatMoney, phaseWords } from "./words.ts";

interface StepItemProps extends StepProps {
  /** Something missing of this step leads here. */
  isWanted: boolean;
  advice: readonly ScriptAdvice[];
  open: boolean;
  onToggle: (open: boolean) => void;
  remove: () => boolean;
  move: (by: -1 | 1) => void;
  canMove: (by: -1 | 1) => boolean;
}

/** One step: what is done and when in a line, its fields when it is open. Alt and an arrow move it. */
export function StepItem(props: StepItemProps) {
  const { isWanted, step, play, advice, open, onToggle, remove, move, canMove } = props;
  const canEdit = useCanEdit();
  const byKeys = (event: KeyboardEvent) => {
    if (!canEdit || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <details className={classes.item} open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary className={classes.summary} onKeyDown={byKeys}>
        <span className={classes.phase}>
          {phaseWords[step.phase]}
          {advice.length > 0 && (
            <span className={classes.advised}>
              <StatusMark status="atRisk" size={10} />
              {advice.length} {advice.length === 1 ? "hint" : "hints"}
            </span>
          )}
          <span className={classes.when}>{whenOf(step)}</span>
        </span>
        <span className={classes.text}>{step.text}</span>
        {step.cost !== undefined && (
          <span className={classes.cost}>
            {formatMoney(step.cost, play.currency)} · {allowanceWords[allowance(play, step.cost)]}
          </span>
        )}
      </summary>
      {open && (
        <div className={classes.body}>
          <AdviceList advice={advice} />
          <Place of={isWanted ? [step.phase, "script"] : []}>
            <StepFields {...props} />
          </Place>
          {canEdit && (
            <div className={classes.tools}>
              <IconButton
                size="small"
                label="Move step up"
                keys="Alt+↑"
                tip="below"
                icon={ArrowUp}
                aria-disabled={!canMove(-1)}
                onClick={() => move(-1)}
              />
              <IconButton
                size="small"
                label="Move step down"
                keys="Alt+↓"
                tip="below"
                icon={ArrowDown}
                aria-disabled={!canMove(1)}
                onClick={() => move(1)}
              />
              <span className={classes.space} />
              <IconButton
                size="small"
                label="Delete step"
                icon={Trash2}
                onClick={({ currentTarget }) => removeRow(currentTarget, remove)}
              />
            </div>
          )}
        </div>
      )}
    </details>
  );
}

/** By when it happens, in a word or two. */
function whenOf({ withinMinutes, afterDays }: Step): string {
  return [
    withinMinutes === undefined ? undefined : `within ${formatMinutes(withinMinutes)}`,
    afterDays === undefined ? undefined : `after ${afterDays} d`,
  ]
    .filter((word) => word !== undefined)
    .join(" · ");
}
