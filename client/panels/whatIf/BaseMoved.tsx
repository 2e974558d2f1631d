import type { Scenario } from "../../../shared/model/kinds.ts";
import { readBase } from "../../../shared/whatif/baseOf.ts";
import { useCanEdit } from "../../state/useMap.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../inspector/Notice.tsx";
import { usePatch } from "../usePatch.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import classes from "./WhatIf.module.css";

/** Whether the map has changed under a scenario: `unknown` where it never said on what map it was made. */
export function baseState(scenario: Scenario, whatIf: WhatIf): "same" | "moved" | "unknown" {
  const now = readBase(whatIf.base(scenario.start));
  const before = readBase(scenario.base);
  if (before === undefined || now === undefined) return "unknown";
  return before.print === now.print ? "same" : "moved";
}

/** Says that the map has moved since the scenario was made, and takes the map of now as its base when asked. */
export function BaseMoved({ scenario, whatIf }: { scenario: Scenario; whatIf: WhatIf }) {
  const canEdit = useCanEdit();
  const patch = usePatch("scenario", scenario.id);
  const state = baseState(scenario, whatIf);
  const text = whatIf.base(scenario.start);
  const now = readBase(text);
  const before = readBase(scenario.base);
  if (state === "same" || now === undefined) return null;
  if (state === "unknown")
    return canEdit ? (
      <p className={classes.lead}>
        It does not know yet on which map it was made.{" "}
        <button type="button" className={classes.link} onClick={() => patch({ base: text ?? null })}>
          Remember the map as it is now
        </button>
      </p>
    ) : null;
  return (
    <Notice>
      <span>
        The map has moved since this scenario was made
        {before !== undefined && before.churn !== now.churn
          ? `: ${shareText(before.churn)} left then, ${shareText(now.churn)} leave now.`
          : "."}{" "}
        Its changes still stand; look at them again.{" "}
      </span>
      {canEdit && <Button onClick={() => patch({ base: text ?? null })}>Look again: the map of now is its base</Button>}
    </Notice>
  );
}
