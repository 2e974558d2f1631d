import { useEffect, useEffectEvent } from "react";
import { createPortal } from "react-dom";
import type { Play } from "../../../shared/model/kinds.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { useMap } from "../../state/useMap.ts";
import classes from "./PlaySheet.module.css";
import { formatMinutes, formatMoney, formatScore, phaseWords, readyState } from "./words.ts";

/** A play on a page of paper: it asks the browser to print it as soon as it is there, and nothing else of the page. */
export function PlaySheet({ play, onPrinted }: { play: Play; onPrinted: () => void }) {
  const { mirror } = useMap();
  const readiness = usePlayReadiness(play.id);
  const printed = useEffectEvent(onPrinted);
  useEffect(() => {
    const done = () => printed();
    window.addEventListener("afterprint", done);
    window.print();
    return () => window.removeEventListener("afterprint", done);
  }, []);
  const channelOf = (id: string | undefined) => (id === undefined ? undefined : mirror.read("channel", id)?.name);
  const facts: [name: string, text: string | undefined][] = [
    ["When", triggerSentence(play.trigger)],
    ["Owner", [play.owner, play.deputy === undefined ? undefined : `deputy ${play.deputy}`].filter(Boolean).join(", ")],
    ["May give without asking", mayGive(play)],
    ["What was lost", play.lost],
    ["Words that calm", play.deescalation],
    ["Staff stop when", play.safetyStop],
    ["Over when", play.stopWhen],
    ["If it fails too", play.ifItFails],
    ["Escalation", play.escalation],
  ];
  return createPortal(
    <article className={classes.sheet}>
      <header className={classes.head}>
        <h1>{play.title}</h1>
        <p>
          {mirror.map.title}
          {readiness !== undefined && ` · ${readyState(readiness).word}, ${formatScore(readiness.score)} of 100`}
        </p>
      </header>
      <dl className={classes.facts}>
        {facts.map(([name, text]) =>
          text === undefined || text === "" ? undefined : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
      <ol className={classes.steps}>
        {(play.steps ?? []).map(({ phase, text, script, channel, withinMinutes, afterDays, cost }, index) => (
          // Two steps may have the same words.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${phase} ${index}`}>
            <span className={classes.box} aria-hidden="true" />
            <div>
              <strong>
                {phaseWords[phase]}: {text}
              </strong>
              {script !== undefined && <p className={classes.script}>“{script}”</p>}
              <p className={classes.small}>
                {[
                  withinMinutes === undefined ? undefined : `within ${formatMinutes(withinMinutes)}`,
                  afterDays === undefined ? undefined : `after ${afterDays} days`,
                  channelOf(channel),
                  cost === undefined ? undefined : formatMoney(cost, play.currency),
                ]
                  .filter((word) => word !== undefined)
                  .join(" · ")}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {(play.alternatives ?? []).length > 0 && (
        <table className={classes.requests}>
          <thead>
            <tr>
              <th>They ask for</th>
              <th>You can give</th>
              <th>The nearest thing</th>
            </tr>
          </thead>
          <tbody>
            {(play.alternatives ?? []).map(({ asked, canGive, nearest }, index) => (
              // The same may be asked twice.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={`${asked} ${index}`}>
                <td>{asked}</td>
                <td>{canGive ?? "–"}</td>
                <td>{nearest ?? (canGive === undefined ? "Escalate" : "–")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>,
    document.body,
  );
}

function mayGive({ authorityLimit = 0, currency, managerApproval }: Play): string {
  if (managerApproval === true) return "Nothing: a manager approves each case";
  return authorityLimit > 0 ? `Up to ${formatMoney(authorityLimit, currency)}` : "Nothing yet";
}
