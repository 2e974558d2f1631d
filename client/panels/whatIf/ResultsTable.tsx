import type { Scenario } from "../../../shared/model/kinds.ts";
import type { ScenarioStudy, Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useMap } from "../../state/useMap.ts";
import { Computed } from "../computed/Computed.tsx";
import { Term } from "../fields/Term.tsx";
import type { TermName } from "../terms.ts";
import { formatNumber, formatSigned } from "../measure/numbers.ts";
import { FeltFigure, feltWords } from "./explainFeeling.tsx";
import { explainOutcome, type Figure, figureOf, figureText, figureWords } from "./explainOutcome.tsx";
import { type Felt, useExperiences } from "./useExperiences.ts";
import { moneyText, pointsText } from "./words.ts";
import classes from "./WhatIf.module.css";

const figures: readonly { figure: Figure; term: TermName }[] = [
  { figure: "churn", term: "churn" },
  { figure: "done", term: "done" },
  { figure: "anyFailure", term: "anyFailure" },
  { figure: "anyUnrecovered", term: "anyUnrecovered" },
  { figure: "expectedFailures", term: "expectedFailures" },
  { figure: "valueAtRisk", term: "valueAtRisk" },
];

const feelings: readonly { key: Felt; term: TermName }[] = [
  { key: "peakEnd", term: "peakEnd" },
  { key: "mean", term: "meanMoment" },
  { key: "worst", term: "worstMoment" },
];

interface ResultsTableProps {
  scenario: Scenario;
  study: ScenarioStudy;
}

/** What the scenario leads to beside the map, with and without its plans B. Every figure opens into its parts. */
export function ResultsTable({ scenario, study }: ResultsTableProps) {
  const { mirror } = useMap();
  const insights = useInsights();
  const { base, plain, withPlays } = study;
  const columns: { title: string; solved: Solved }[] = [
    { title: "As it is", solved: base },
    { title: "Scenario", solved: plain },
    ...((scenario.plays ?? []).length > 0 ? [{ title: "With its plan\u00a0B", solved: withPlays }] : []),
  ];
  const felt = useExperiences(columns);
  return (
    <table className={classes.results} aria-label="What it leads to">
      <thead>
        <tr>
          <th scope="col">Of all customers</th>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map(({ figure, term }) => {
          const before = figureOf(figure, base, scenario);
          if (figure === "valueAtRisk" && before === null) return null;
          return (
            <tr key={figure} className={figure === "churn" ? classes.main : undefined}>
              <th scope="row">
                <Term of={term}>{figureWords[figure]}</Term>
              </th>
              {columns.map(({ title, solved }, i) => {
                const value = figureOf(figure, solved, scenario);
                return (
                  <td key={title} data-figure={figure}>
                    <Computed
                      label={`${figureWords[figure]}, ${title.toLowerCase()}`}
                      explain={() => explainOutcome(figure, solved, scenario, mirror)}
                    >
                      {figureText(figure, value)}
                    </Computed>
                    {i > 0 && value !== null && before !== null && (
                      <span className={classes.delta}>{deltaText(figure, value - before)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          );
        })}
        {feelings.map(({ key, term }) => (
          <tr key={key}>
            <th scope="row">
              <Term of={term}>{feltWords[key]}</Term>
            </th>
            {columns.map(({ title, solved }, i) => {
              const value = felt[i]?.[key];
              return (
                <td key={title} data-felt={key}>
                  <FeltFigure
                    felt={key}
                    of={title.toLowerCase()}
                    value={value}
                    text={`${formatNumber(value ?? 0, 2)} of 7`}
                    solved={solved}
                    records={mirror}
                    insights={insights}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function deltaText(figure: Figure, difference: number): string {
  if (Math.abs(difference) < 1e-9) return "the same";
  if (figure === "expectedFailures") return formatSigned(difference, 3);
  if (figure === "valueAtRisk") return `${difference > 0 ? "+" : ""}${moneyText(difference)}`;
  return pointsText(difference);
}
