import type { ReactNode } from "react";
import { recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { paradoxSentence } from "../../../shared/recovery/paradoxWords.ts";
import { planBValue } from "../../../shared/whatif/planBValue.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useShow } from "../../panels/useShow.ts";
import { Computed } from "../../panels/computed/Computed.tsx";
import { formatNumber } from "../../panels/measure/numbers.ts";
import { FeltFigure } from "../../panels/whatIf/explainFeeling.tsx";
import { explainOutcome, type Figure, figureOf, figureText, figureWords } from "../../panels/whatIf/explainOutcome.tsx";
import { type Felt, useExperiences } from "../../panels/whatIf/useExperiences.ts";
import { Cautions, verdictWords } from "../../panels/whatIf/Verdict.tsx";
import { moneyText } from "../../panels/whatIf/words.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { useLocalStore } from "../../state/local.ts";
import { useMap } from "../../state/useMap.ts";
import type { Column } from "./columns.ts";
import { LinesPicture } from "./LinesPicture.tsx";
import classes from "./WhatIfPage.module.css";

const figures: readonly Figure[] = ["churn", "valueAtRisk", "anyUnrecovered", "anyFailure", "done"];

const feelings: readonly { key: Felt; label: string }[] = [
  { key: "peakEnd", label: "Remembered (peak–end), 1–7" },
  { key: "mean", label: "On average, 1–7" },
  { key: "worst", label: "At worst, 1–7" },
];

/** Journeys as columns, what they lead to as rows; the second figure of a cell is with the scenario's own plans B. */
export function CompareTable({ columns }: { columns: readonly Column[] }) {
  const journeys = columns.flatMap(({ study, ground }) =>
    study === undefined ? [] : [study.plain, study.withPlays].map((solved) => ({ solved, of: ground })),
  );
  const felt = useExperiences(journeys);
  const feltOf = new Map(journeys.map(({ solved }, i) => [solved, felt[i]]));
  const cells = (label: ReactNode, cell: (column: Column) => ReactNode) => (
    <tr>
      <th scope="row">{label}</th>
      {columns.map((column) => (
        <td key={column.key}>{cell(column)}</td>
      ))}
    </tr>
  );
  return (
    // What scrolls must be reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label="Side by side" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Figure</span>
            </th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <ColumnHead column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells("Probable satisfaction", (column) =>
            column.study === undefined ? (
              column.refusal?.refused
            ) : (
              <LinesPicture column={column} study={column.study} />
            ),
          )}
          {figures.map((figure) => (
            <Row key={figure} label={figureWords[figure]} isMain={figure === "churn"} columns={columns}>
              {(column) => <FigureCell figure={figure} column={column} />}
            </Row>
          ))}
          {feelings.map(({ key, label }) => (
            <Row key={key} label={label} columns={columns}>
              {({ study, hasPlays, ground, title }) => {
                if (study === undefined) return "–";
                const figure = (solved: Solved, of: string) => {
                  const value = feltOf.get(solved)?.[key];
                  const text = formatNumber(value ?? 0, 2);
                  return <FeltFigure felt={key} of={of} value={value} text={text} solved={solved} {...ground} />;
                };
                return (
                  <Two
                    plain={figure(study.plain, title)}
                    planned={hasPlays ? figure(study.withPlays, `${title} with its plan B`) : undefined}
                  />
                );
              }}
            </Row>
          ))}
          {cells("Plan B", (column) => (
            <PlanBCell column={column} />
          ))}
          {cells("Recovery paradox", ({ scenario }) => {
            if (scenario?.incident === undefined) return "–";
            const paradox = recoveryParadox(scenario.incident);
            return (
              <>
                <strong>{verdictWords[paradox.verdict]}</strong>
                <span className={classes.below}>{paradoxSentence(paradox, scenario.incident)}</span>
              </>
            );
          })}
          {cells("Different from the map", ({ differences, scenario }) =>
            scenario === undefined ? (
              "–"
            ) : (
              <ul className={classes.list}>
                {differences.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          )}
        </tbody>
      </table>
      <p className={classes.lead}>The second figure of a cell is with the scenario’s own plans B.</p>
      <Cautions incidents={columns.map(({ scenario }) => scenario?.incident)} />
    </div>
  );
}

interface RowProps {
  label: string;
  isMain?: boolean;
  columns: readonly Column[];
  children: (column: Column) => ReactNode;
}

function Row({ label, isMain = false, columns, children }: RowProps) {
  return (
    <tr className={isMain ? classes.main : undefined}>
      <th scope="row">{label}</th>
      {columns.map((column) => (
        <td key={column.key}>{children(column)}</td>
      ))}
    </tr>
  );
}

function ColumnHead({ column }: { column: Column }) {
  const { mapId } = useMap();
  const local = useLocalStore();
  const show = useShow();
  const { scenario, title, below, remarks } = column;
  return (
    <>
      {scenario === undefined ? (
        title
      ) : (
        <button
          type="button"
          className={classes.open}
          title="Open it on the map"
          onClick={() => {
            local.getState().openLayer("scenarios");
            show({ kind: "scenario", id: scenario.id });
            goTo(mapPath(mapId));
          }}
        >
          {title}
        </button>
      )}
      {[below, ...remarks].map(
        (line) =>
          line !== undefined && (
            <span key={line} className={classes.below}>
              {line}
            </span>
          ),
      )}
    </>
  );
}

function FigureCell({ figure, column }: { figure: Figure; column: Column }) {
  const { study, hasPlays, ground, title } = column;
  if (study === undefined) return "–";
  const scenario = column.scenario ?? noScenario;
  const value = (solved: typeof study.plain, label: string) => (
    <Computed
      label={`${figureWords[figure]}, ${label}`}
      explain={() => explainOutcome(figure, solved, scenario, ground.records)}
    >
      {figureText(figure, figureOf(figure, solved, scenario))}
    </Computed>
  );
  return (
    <Two
      plain={value(study.plain, title)}
      planned={hasPlays ? value(study.withPlays, `${title} with its plan B`) : undefined}
    />
  );
}

const noScenario = { id: "", order: "", title: "" };

function Two({ plain, planned }: { plain: ReactNode; planned: ReactNode }) {
  return (
    <span className={classes.two}>
      <span>{plain}</span>
      {planned !== undefined && (
        <span className={classes.planned}>
          <span className="visually-hidden">with its plan B: </span>
          {planned}
        </span>
      )}
    </span>
  );
}

function PlanBCell({ column: { plays, scenario, study, whatIf, hasPlays } }: { column: Column }) {
  if (scenario === undefined || study === undefined || plays.length === 0) return "–";
  const { saving, net, uncosted } = planBValue(whatIf.records, scenario, whatIf.sources, study);
  return (
    <>
      {plays.join(", ")}
      {hasPlays && (
        <span className={classes.below}>
          {saving === null
            ? "Saving unknown: customers and their value"
            : `Saves ${moneyText(saving)}${net === null ? ", cost unknown" : `, ${uncosted > 0 ? "at most " : ""}${moneyText(net)} after its cost`}`}
        </span>
      )}
    </>
  );
}
