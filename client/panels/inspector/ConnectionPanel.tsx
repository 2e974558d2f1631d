import { useAll, useRecord } from "../../state/useMap.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { type Option, SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { formatNumber, parseNumber } from "../measure/numbers.ts";
import { Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import classes from "./ConnectionPanel.module.css";
import { leaving } from "./flow.ts";
import { PanelFrame } from "./PanelFrame.tsx";

const ends: readonly Option<string>[] = [
  { value: "done", label: "Done: the journey ends well" },
  { value: "churn", label: "Lost: the customer leaves" },
];

const outcomes = [
  { value: "any", label: "always" },
  { value: "ok", label: "when it went well" },
  { value: "recovered", label: "when it failed and was put right" },
  { value: "unrecovered", label: "when it failed and was not put right" },
] as const;

/** A connection: where customers go next, how many, and when. */
export function ConnectionPanel({ id }: { id: string }) {
  const connection = useRecord("connection", id);
  const all = useAll("connection");
  const touchpoints = useAll("touchpoint").map((each) => ({ value: each.id, label: each.title }));
  const patch = usePatch("connection", id);
  if (connection === undefined) return <PanelFrame kind="Connection">This connection is gone.</PanelFrame>;
  const { from, to } = connection;
  const sums = leaving(all, from);
  const same = sums.every(({ sum }) => sum === sums[0]?.sum);
  return (
    <PanelFrame kind="Connection" deletes={{ refs: [{ kind: "connection", id }], what: "connection" }}>
      <SelectField
        label="From"
        value={from}
        options={touchpoints}
        onCommit={(next) => next !== null && patch({ from: next })}
      />
      <SelectField
        label="To"
        value={to}
        options={[...touchpoints, ...ends]}
        onCommit={(next) => next !== null && patch({ to: next })}
      />
      <TextField label="Label" value={connection.label} onCommit={(label) => patch({ label })} />
      <NumberField
        label="Share of customers who go this way"
        value={connection.probability}
        suffix="%"
        min={0}
        digits={(value) => String(Number((value * 100).toPrecision(12)))}
        parse={(text) => {
          const parsed = parseNumber(text.replace("%", ""));
          if ("problem" in parsed) return parsed;
          return parsed.value >= 0 && parsed.value <= 100
            ? { value: Number((parsed.value / 100).toPrecision(12)) }
            : { problem: "Must lie between 0 and 100%" };
        }}
        onCommit={(probability) => patch({ probability })}
      />
      <SelectField
        label="When"
        value={connection.when ?? "any"}
        options={outcomes}
        onCommit={(when) => patch({ when })}
      />
      <Section title="All that leaves this touchpoint">
        <ul className={classes.sums}>
          {(same ? sums.slice(0, 1) : sums).map(({ outcome, sum }) => (
            <li key={outcome}>
              <span>{same ? "together" : outcomes.find(({ value }) => value === outcome)?.label}</span>
              <span>{formatNumber(sum * 100, 1)}%</span>
              <meter className={classes.meter} min={0} max={1} value={sum} aria-label="Share accounted for" />
            </li>
          ))}
        </ul>
        <p className={classes.note}>{restInWords(Math.min(...sums.map(({ sum }) => sum)))}</p>
      </Section>
    </PanelFrame>
  );
}

function restInWords(least: number): string {
  const rest = 1 - least;
  return rest > 1e-9
    ? `The map does not say where the other ${formatNumber(rest * 100, 1)}% go.`
    : "Everybody is accounted for.";
}
