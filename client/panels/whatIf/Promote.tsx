import { useState } from "react";
import type { Scenario } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { type Promotion, promotionOf } from "../../../shared/risk/promotion.ts";
import { offerUndo } from "../../state/offerUndo.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { Button } from "../../ui/Button.tsx";
import { useDelete } from "../useDelete.ts";
import { useLocalStore } from "../../state/local.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import classes from "./WhatIf.module.css";

/** Makes the scenario part of the map after showing what that means, or throws it away. */
export function Promote({ scenario }: { scenario: Scenario }) {
  const [isOpen, setOpen] = useState(false);
  const local = useLocalStore();
  const remove = useDelete();
  return (
    <>
      <div className={classes.buttons}>
        <Button pressed={isOpen} onClick={() => setOpen(!isOpen)}>
          Promote to the map…
        </Button>
        <Button
          onClick={() => {
            remove([{ kind: "scenario", id: scenario.id }], `scenario “${scenario.title}”`);
            local.getState().openLayer("scenarios");
          }}
        >
          Discard
        </Button>
      </div>
      {isOpen && <Preview scenario={scenario} onClose={() => setOpen(false)} />}
    </>
  );
}

function Preview({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const { mirror, undo } = useMap();
  const run = useRun();
  useAll("weakSpot");
  useAll("play");
  useAll("touchpoint");
  const promotion = promotionOf(mirror, scenario);
  const does = stepTexts(promotion, mirror);
  const cannot = obstacleTexts(promotion, mirror);
  return (
    <div className={classes.preview} role="group" aria-label="What promoting changes">
      <h4>What changes in the map</h4>
      {does.length === 0 ? (
        <p className={classes.text}>Nothing: there is nothing in this scenario that the map can take over.</p>
      ) : (
        <ul className={classes.list}>
          {does.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {cannot.length > 0 && (
        <>
          <h4>What cannot be taken over</h4>
          <ul className={classes.list}>
            {cannot.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <div className={classes.buttons}>
        {does.length > 0 && (
          <Button
            primary
            onClick={() => {
              if (run("promoteScenario", { id: scenario.id }) === undefined) return;
              offerUndo(undo, `Promoted “${scenario.title}”`);
              onClose();
            }}
          >
            Promote
          </Button>
        )}
        <Button onClick={onClose}>{does.length > 0 ? "Cancel" : "Close"}</Button>
      </div>
    </div>
  );
}

/** What promoting writes, in words. */
export function stepTexts({ steps }: Promotion, records: Records): string[] {
  const touchpoint = (id: string) => `“${records.read("touchpoint", id)?.title ?? ""}”`;
  const spot = (id: string) => `“${records.read("weakSpot", id)?.title ?? ""}”`;
  const plays = (ids: readonly string[]) => ids.map((id) => `“${records.read("play", id)?.title ?? ""}”`).join(" and ");
  return steps.map((step) => {
    if (step.kind === "addWeakSpot")
      return `${touchpoint(step.touchpoint)} gets a weak spot “${step.title}” that fails ${shareText(step.prior)} of the time${step.plays.length > 0 ? `, with plan B ${plays(step.plays)}` : ""}.`;
    if (step.kind === "attachToTouchpoint")
      return `Plan B ${plays(step.plays)} is attached to ${touchpoint(step.touchpoint)} itself, which has no weak spot.`;
    if (step.kind === "attachPlays")
      return `Plan B ${plays(step.plays)} is attached to ${spot(step.weakSpot)} at ${touchpoint(step.touchpoint)}.`;
    return `The weak spot ${spot(step.weakSpot)} at ${touchpoint(step.touchpoint)} starts from ${shareText(step.prior)} instead of ${shareText(step.from)} before its fragility counts, so that the touchpoint fails as often as here.`;
  });
}

/** What promoting leaves as it is, and why. */
export function obstacleTexts({ obstacles }: Promotion, records: Records): string[] {
  return obstacles.map(({ touchpoint: id, rate, value, why }) => {
    const touchpoint = `“${records.read("touchpoint", id)?.title ?? ""}”`;
    if (why === "observed")
      return `${touchpoint} failing ${shareText(value)} of the time: failures were counted there, and a wish does not overrule them. Record what changed as new observations or preventions.`;
    if (why === "others")
      return `${touchpoint} failing ${shareText(value)} of the time: its other weak spots alone fail more often.`;
    return rate === "recovery"
      ? `${shareText(value)} put right at ${touchpoint}: that is what plan B must reach, by readiness and effect.`
      : `${shareText(value)} leaving after a failure at ${touchpoint}: that is what plan B must reach; it is no figure of the map.`;
  });
}
