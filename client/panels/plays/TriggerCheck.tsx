import { useId, useState } from "react";
import { groupBy } from "../../../shared/groupBy.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { playsStartedBy, startedSteps } from "../../../shared/recovery/trigger.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { useMap } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import fieldClasses from "../fields/Field.module.css";
import { LocalField } from "./LocalField.tsx";
import { readValue } from "./readValue.ts";
import classes from "./TriggerCheck.module.css";

/** Type what is measured, and see which plays start and what then goes out by itself. Nothing is written. */
export function TriggerCheck({ plays }: { plays: readonly Play[] }) {
  const id = useId();
  const byMetric = groupBy(
    plays.filter((play) => (play.trigger?.metric ?? "").trim() !== ""),
    (play) => (play.trigger?.metric ?? "").trim().toLowerCase(),
  );
  const metrics = [...byMetric.keys()];
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState("");
  const metric = chosen !== undefined && byMetric.has(chosen) ? chosen : (metrics[0] ?? "");
  const asked = byMetric.get(metric) ?? [];
  const name = asked[0]?.trigger?.metric?.trim() ?? metric;
  const results = text.trim() === "" ? [] : playsStartedBy(asked, metric, readValue(text));
  return (
    <div className={classes.check} role="group" aria-label="Trigger check">
      <div className={classes.ask}>
        {metrics.length > 1 && (
          <div className={fieldClasses.field}>
            <label htmlFor={id} className={fieldClasses.label}>
              Metric
            </label>
            <select
              id={id}
              className={fieldClasses.control}
              value={metric}
              onChange={(event) => setChosen(event.target.value)}
            >
              {metrics.map((each) => (
                <option key={each} value={each}>
                  {byMetric.get(each)?.[0]?.trigger?.metric}
                </option>
              ))}
            </select>
          </div>
        )}
        <LocalField
          label={`Try it: ${name} is`}
          value={text}
          numeric={typeof asked[0]?.trigger?.threshold !== "string"}
          placeholder={String(asked[0]?.trigger?.threshold ?? "")}
          suffix={asked[0]?.trigger?.unit}
          onChange={setText}
        />
      </div>
      <ul className={classes.results} aria-live="polite">
        {results.map(({ play, starts }) => (
          <li key={play.id}>
            <StatusMark status={starts === undefined ? "unmeasured" : starts ? "kept" : "unpromised"} />
            <span>
              <strong>{play.title}</strong>{" "}
              {starts === undefined
                ? "cannot be checked: it has no condition for such a value."
                : starts
                  ? "starts."
                  : "does not start."}
              {starts === false && <span className={classes.quiet}> {triggerSentence(play.trigger)}.</span>}
              {starts === true && <Started play={play} />}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Started({ play }: { play: Play }) {
  const { mirror } = useMap();
  const steps = startedSteps(play, (channel) => mirror.read("channel", channel));
  return (
    <ul className={classes.steps}>
      {steps.map(({ step, channel, needsStaff }, index) => (
        // Two steps may have the same words.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={`${step.phase} ${index}`}>
          “{step.text}”{channel === undefined ? "" : ` on ${channel}`}
          <span className={classes.quiet}>{needsStaff ? ", by a person" : ", with no action by staff"}</span>
        </li>
      ))}
    </ul>
  );
}
