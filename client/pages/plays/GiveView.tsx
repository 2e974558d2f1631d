import { Check, CircleHelp, Hand } from "lucide-react";
import type { Play } from "../../../shared/model/kinds.ts";
import { leftToGive, mayGive } from "../../../shared/recovery/leftToGive.ts";
import type { RunStep } from "../../../shared/recovery/playRun.ts";
import { moneyWords } from "../../panels/runs/runWords.ts";
import classes from "./Frontline.module.css";

interface GiveViewProps {
  play: Pick<Play, "authorityLimit" | "managerApproval" | "currency" | "escalation" | "owner" | "deputy">;
  steps: readonly RunStep[];
  /** What was given in this run. */
  spent: number;
}

const answers = {
  allowed: { icon: Check, words: "You may give it" },
  ask: { icon: Hand, words: "Ask first" },
  unknown: { icon: CircleHelp, words: "Its cost is not written down: ask if in doubt" },
} as const;

/** What one may give without asking, and which of the plan's extras that covers. */
export function GiveView({ play, steps, spent }: GiveViewProps) {
  const { authorityLimit = 0, managerApproval, currency } = play;
  const left = leftToGive(play, spent);
  const gifts = steps.filter(({ phase, cost }) => phase === "extra" || cost !== undefined);
  const whom = play.escalation ?? play.owner ?? play.deputy;
  return (
    <div className={classes.group}>
      <p className={classes.sum}>
        {managerApproval === true || authorityLimit === 0 ? (
          "Nothing without asking"
        ) : (
          <>
            <strong>{moneyWords(left, currency)}</strong>
            {spent > 0 ? ` left of ${moneyWords(authorityLimit, currency)}` : " without asking anybody"}
          </>
        )}
      </p>
      {managerApproval === true && <p className={classes.text}>A manager must agree to everything in this plan.</p>}
      {whom !== undefined && <p className={classes.text}>Whom to ask: {whom}</p>}
      {gifts.length > 0 && (
        <ul className={classes.gifts}>
          {gifts.map((step, index) => {
            const answer = mayGive(play, spent, step.cost);
            const { icon: Icon, words } = answers[answer];
            return (
              // Steps have no id of their own.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className={classes.gift} data-answer={answer}>
                <Icon size={20} aria-hidden="true" />
                <span className={classes.rowText}>
                  <span>{step.text}</span>
                  <span className={classes.rowQuiet}>
                    {step.cost === undefined ? words : `${moneyWords(step.cost, currency)} · ${words}`}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
