import { useState } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import {
  againstReplacement,
  breakEvenShare,
  lifetimeValue,
  replacementCost,
  replacementRange,
} from "../../../shared/recovery/customerValue.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { formatNumber, parseNumber } from "../measure/numbers.ts";
import { Fold, Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { LocalField } from "./LocalField.tsx";
import classes from "./Plays.module.css";
import { formatMoney } from "./words.ts";

const againstWords = {
  cheaper: "cheaper than replacement",
  within: "within what replacement costs",
  dearer: "dearer than replacement",
} as const;

/** What keeping a customer is worth: replacement as a range, the value over years, and when the extra pays. */
export function ValueCalculator({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const { keepCost, currency } = play;
  const extras = (play.steps ?? []).filter((step) => step.phase === "extra" && step.cost !== undefined);
  const planned = extras.reduce((sum, { cost = 0 }) => sum + cost, 0);
  const [extraText, setExtraText] = useState<string>();
  const [margin, setMargin] = useState("");
  const [visits, setVisits] = useState("");
  const [years, setYears] = useState("10");
  const [retention, setRetention] = useState("80");
  const extra = extraText === undefined ? (extras.length > 0 ? planned : undefined) : amountOf(extraText);
  const worth = worthOf(margin, visits, years, retention);
  const share = worth === undefined || extra === undefined ? undefined : breakEvenShare(extra, worth);
  const money = (value: number) => formatMoney(value, currency);
  return (
    <Fold title="What it is worth" note={keepCost === undefined ? undefined : `keeping one: ${money(keepCost)}`}>
      <Pair>
        <NumberField
          label="Keeping one customer costs"
          value={keepCost}
          min={0}
          suffix={currency}
          onCommit={(next) => patch({ keepCost: next })}
        />
        <LocalField
          label="The extra costs"
          numeric
          value={extraText ?? (extras.length > 0 ? String(planned) : "")}
          suffix={currency}
          hint={extraText === undefined && extras.length > 0 ? "from the steps" : undefined}
          onChange={setExtraText}
        />
      </Pair>
      {keepCost !== undefined && (
        <p className={classes.lead}>
          Replacing this customer costs {money(replacementCost(keepCost)[0])} to {money(replacementCost(keepCost)[1])}:{" "}
          {replacementRange[0]} to {replacementRange[1]} times, a published range and not one number.
          {extra !== undefined &&
            ` An extra of ${money(extra)} is ${againstWords[againstReplacement(extra, keepCost)]}.`}
        </p>
      )}
      <Pair>
        <LocalField
          label="Margin a visit"
          numeric
          value={margin}
          suffix={currency}
          placeholder="40"
          onChange={setMargin}
        />
        <LocalField label="Visits a year" numeric value={visits} placeholder="3" onChange={setVisits} />
        <LocalField label="Over years" numeric value={years} onChange={setYears} />
        <LocalField label="Stay from year to year" numeric value={retention} suffix="%" onChange={setRetention} />
      </Pair>
      {worth === undefined ? (
        <p className={classes.lead}>With margin and visits, this shows what a customer is worth over the years.</p>
      ) : (
        <table className={classes.figures}>
          <tbody>
            <tr>
              <th scope="row">
                A customer over {years} years: {margin} × {visits} a year, {retention}% stay
              </th>
              <td>
                <strong>{formatMoney(Math.round(worth * 10) / 10, currency)}</strong>
              </td>
            </tr>
            {share !== undefined && (
              <tr>
                <th scope="row">The extra pays when it keeps</th>
                <td>{share > 1 ? "never: it costs more" : `${formatNumber(share * 100, 1)}% of those who get it`}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      <p className={classes.lead}>Margin, visits, years and retention are tried here and not kept with the map.</p>
    </Fold>
  );
}

function amountOf(text: string): number | undefined {
  const parsed = parseNumber(text);
  return "value" in parsed && parsed.value >= 0 ? parsed.value : undefined;
}

/** Undefined while a figure is missing or cannot be. */
function worthOf(...texts: [margin: string, visits: string, years: string, retention: string]): number | undefined {
  const [margin, visits, years, retention] = texts.map(amountOf);
  if (margin === undefined || visits === undefined || years === undefined || retention === undefined) return undefined;
  return retention > 100 ? undefined : lifetimeValue(margin, visits, years, retention / 100);
}
