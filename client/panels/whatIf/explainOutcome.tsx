import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
import type { Scenario } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { overDays } from "../../../shared/whatif/days.ts";
import { firstAt } from "../../../shared/whatif/firstAt.ts";
import { leavingOf } from "../../../shared/whatif/flow.ts";
import { valueAtRisk } from "../../../shared/whatif/scenarioResult.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import type { ExplainedFigure } from "../computed/Computed.tsx";
import tableClasses from "../computed/Contributions.module.css";
import { formatNumber } from "../measure/numbers.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { moneyText } from "./words.ts";

/** The figures of a result that can be opened. */
export type Figure = "churn" | "done" | "anyFailure" | "anyUnrecovered" | "expectedFailures" | "valueAtRisk";

const source = "Absorbing Markov chain, solved exactly by LU: Kemeny & Snell, Finite Markov Chains (1976)";

const formulas: Record<Figure, string> = {
  churn: "Σ visits × failure × (1 − put right) × leave, and who takes a connection to giving up",
  done: "1 − the share who leave",
  anyFailure: "Σ over touchpoints of the share who meet their first failure there",
  anyUnrecovered: "Σ over touchpoints of the share who meet there their first failure that is not put right",
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
  return {
    steps: [step],
    format: ({ value: shown }) => figureText(figure, shown as number | null),
    details: <Parts figure={figure} solved={solved} scenario={scenario} records={records} />,
  };
}

const shown = 40;

interface PartsProps {
  figure: Figure;
  solved: Solved;
  scenario: Scenario;
  records: Records;
}

/** What every touchpoint gives to a figure, and what all of them come to. */
function Parts({ figure, solved, scenario, records }: PartsProps) {
  const parts = partsOf(figure, solved, scenario);
  const all = parts.reduce((sum, part) => sum + part.amount, 0);
  const [head, counted] = partWords[figure];
  // Without customers or their value there is no money yet, only who leaves.
  const text = (amount: number) =>
    figureText(figure === "valueAtRisk" && figureOf(figure, solved, scenario) === null ? "churn" : figure, amount);
  return (
    <table className={tableClasses.table}>
      <thead>
        <tr>
          <th>Touchpoint</th>
          <th>visits</th>
          <th>fails</th>
          <th>{head}</th>
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
            {counted}
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

/** Over the column of parts, and beside what they come to. */
const partWords: Record<Figure, [head: string, counted: string]> = {
  churn: ["leave", "Together"],
  done: ["leave", "Together they leave; the others reach the end"],
  anyFailure: ["fails first", "Together"],
  anyUnrecovered: ["let down first", "Together"],
  expectedFailures: ["failures", "Together"],
  valueAtRisk: ["at risk", "Together"],
};

/** What each touchpoint gives, the largest first; those that give nothing are left out. */
export function partsOf(figure: Figure, solved: Solved, scenario: Scenario) {
  const { chain, result } = solved;
  const amounts = amountsOf(figure, solved, scenario);
  return chain.ids
    .map((touchpoint, i) => ({
      touchpoint,
      visits: result.visits[i]!,
      failure: chain.nodes[i]!.failure,
      amount: amounts[i]!,
    }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount);
}

function amountsOf(figure: Figure, { chain, days }: Solved, scenario: Scenario): readonly number[] {
  if (figure === "anyFailure" || figure === "anyUnrecovered") return firstAt(figure, days);
  if (figure === "expectedFailures")
    return chain.ids.map((_, i) => overDays(days, (day) => day.result.visits[i]! * day.chain.nodes[i]!.failure));
  const leaving = leavingOf(days).map(({ churn }) => churn);
  return figure === "valueAtRisk" ? leaving.map((churn) => valueAtRisk(scenario, churn) ?? churn) : leaving;
}
