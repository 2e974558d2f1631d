import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
import type { Scenario } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { overDays } from "../../../shared/whatif/days.ts";
import { leavingOf } from "../../../shared/whatif/flow.ts";
import { valueAtRisk } from "../../../shared/whatif/scenarioResult.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import type { ExplainedFigure } from "../computed/Computed.tsx";
import tableClasses from "../computed/Contributions.module.css";
import { formatNumber } from "../measure/numbers.ts";
import { moneyText, shareText } from "./words.ts";

/** The figures of a result that can be opened. */
export type Figure = "churn" | "done" | "anyFailure" | "anyUnrecovered" | "expectedFailures" | "valueAtRisk";

const source = "Absorbing Markov chain, solved exactly by LU: Kemeny & Snell, Finite Markov Chains (1976)";

const formulas: Record<Figure, string> = {
  churn: "Σ visits × failure × (1 − put right) × leave, and who takes a connection to giving up",
  done: "1 − the share who leave",
  anyFailure: "1 − the share who get through meeting no failure at all",
  anyUnrecovered: "1 − the share who get through with every failure put right",
  expectedFailures: "Σ visits × failure",
  valueAtRisk: "customers × the share who leave × value per customer",
};

export const figureWords: Record<Figure, string> = {
  churn: "Leave",
  done: "Reach the end",
  anyFailure: "Meet a failure",
  anyUnrecovered: "Are let down",
  expectedFailures: "Failures per customer",
  valueAtRisk: "Value at risk",
};

/** A figure in words. */
export function figureText(figure: Figure, value: number | null): string {
  if (value === null) return "unknown";
  if (figure === "expectedFailures") return formatNumber(value, 3);
  return figure === "valueAtRisk" ? moneyText(value) : shareText(value);
}

/** One figure of a result; null where it is unknown. */
export function figureOf(figure: Figure, { result }: Solved, scenario: Scenario): number | null {
  return figure === "valueAtRisk" ? valueAtRisk(scenario, result.churn) : result[figure];
}

/** How a figure comes about, and which touchpoint gives how much of it. */
export function explainOutcome(figure: Figure, solved: Solved, scenario: Scenario, records: Records): ExplainedFigure {
  const value = figureOf(figure, solved, scenario);
  const step: ExplanationStep = {
    figure,
    label: figureWords[figure],
    formula: formulas[figure],
    value,
    source,
    assumed: false,
  };
  const counted = figure === "expectedFailures" || figure === "anyFailure" ? "failures" : "churn";
  return {
    steps: [step],
    format: ({ value: shown }) => figureText(figure, shown as number | null),
    details: <Parts counted={counted} solved={solved} records={records} />,
  };
}

const shown = 40;

/** What every touchpoint gives: to the churn, or to the failures. The parts add up to the figure below them. */
function Parts({ counted, solved, records }: { counted: "churn" | "failures"; solved: Solved; records: Records }) {
  const parts = partsOf(counted, solved);
  const all = parts.reduce((sum, part) => sum + part.amount, 0);
  const text = (amount: number) => (counted === "churn" ? shareText(amount) : formatNumber(amount, 3));
  return (
    <table className={tableClasses.table}>
      <thead>
        <tr>
          <th>Touchpoint</th>
          <th>visits</th>
          <th>fails</th>
          <th>{counted === "churn" ? "leave" : "failures"}</th>
        </tr>
      </thead>
      <tbody>
        {parts.slice(0, shown).map(({ touchpoint, visits, failure, amount }) => (
          <tr key={touchpoint}>
            <th scope="row">{records.read("touchpoint", touchpoint)?.title ?? ""}</th>
            <td>{formatNumber(visits, 2)}</td>
            <td>{shareText(failure)}</td>
            <td>{text(amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            Together
          </th>
          <td>{text(all)}</td>
        </tr>
      </tfoot>
      {parts.length > shown && (
        <caption>
          The first {shown} of {parts.length}
        </caption>
      )}
    </table>
  );
}

/** What each touchpoint gives, the largest first; those that give nothing are left out. */
export function partsOf(counted: "churn" | "failures", { chain, days, result }: Solved) {
  const leaving = leavingOf(days);
  return chain.ids
    .map((touchpoint, i) => ({
      touchpoint,
      visits: result.visits[i]!,
      failure: chain.nodes[i]!.failure,
      amount:
        counted === "churn"
          ? leaving[i]!.churn
          : overDays(days, (day) => day.result.visits[i]! * day.chain.nodes[i]!.failure),
    }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount);
}
