import { useState } from "react";
import { peakEndSteps, type Tally } from "../../../shared/whatif/monteCarlo.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { Button } from "../../ui/Button.tsx";
import { Term } from "../fields/Term.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { Histogram } from "./Histogram.tsx";
import { SeedField } from "./SeedField.tsx";
import { useExperiences } from "./useExperiences.ts";
import { useSimulation } from "./useSimulation.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import classes from "./WhatIf.module.css";

const customers = 100_000;

/** Customers walked one by one through the journey, beside the exact figures: their spread, and a check of both. */
export function Simulation({ solved }: { solved: Solved }) {
  const [seed, setSeed] = useState(42);
  const { run, start, cancel } = useSimulation();
  const isRunning = run?.state === "running";
  const isStale = run !== undefined && run.of !== solved;
  const walked = run?.tally?.customers ?? 0;
  return (
    <>
      <p className={classes.lead}>
        <Term of="monteCarlo">{customers.toLocaleString("en")} simulated customers</Term>: how their journeys spread,
        and whether they agree with the exact figures.
      </p>
      <SeedField value={seed} onCommit={setSeed} />
      <div className={classes.buttons}>
        {isRunning ? (
          <Button onClick={cancel}>Cancel</Button>
        ) : (
          <Button onClick={() => start(solved, seed, customers)}>
            {run === undefined ? "Simulate" : "Simulate again"}
          </Button>
        )}
      </div>
      {isRunning && (
        <progress className={classes.progress} max={customers} value={walked} aria-label="Customers simulated" />
      )}
      <p className={classes.lead} role="status">
        {run !== undefined && stateText(run.state, walked, run.seed, isStale)}
      </p>
      {run?.tally !== undefined && run.state !== "running" && <Figures tally={run.tally} solved={run.of} />}
    </>
  );
}

function stateText(state: string, walked: number, seed: number, isStale: boolean): string {
  const count = walked.toLocaleString("en");
  if (state === "running") return "Simulating.";
  if (state === "failed") return "The simulation could not run in this browser.";
  const said =
    state === "cancelled" ? `Cancelled after ${count} customers, seed ${seed}.` : `${count} customers, seed ${seed}.`;
  return isStale ? `${said} The scenario has changed since.` : said;
}

function Figures({ tally, solved }: { tally: Tally; solved: Solved }) {
  const [felt] = useExperiences([{ solved }]);
  const n = tally.customers;
  if (n === 0) return null;
  const shares = [
    { label: "Leave", count: tally.churn, exact: solved.result.churn },
    { label: "Meet a failure", count: tally.anyFailure, exact: solved.result.anyFailure },
    { label: "Are let down", count: tally.anyUnrecovered, exact: solved.result.anyUnrecovered },
  ];
  const agrees = shares.every(({ count, exact }) => errorsOf(count / n, exact, n) <= 4);
  const feelings = [
    { label: "Remembered", value: tally.peakEnd / n, exact: felt?.peakEnd },
    { label: "On average", value: tally.total / tally.moments, exact: felt?.mean },
    { label: "At worst", value: tally.worst / n, exact: felt?.worst },
  ];
  return (
    <>
      <table className={classes.results} aria-label="Simulated beside exact">
        <thead>
          <tr>
            <th scope="col">Of all customers</th>
            <th scope="col">Simulated</th>
            <th scope="col">Exact</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ label, count, exact }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{shareText(count / n)}</td>
              <td>
                {shareText(exact)}
                <span className={classes.delta}>{formatNumber(errorsOf(count / n, exact, n), 1)} standard errors</span>
              </td>
            </tr>
          ))}
          {feelings.map(({ label, value, exact }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatNumber(value, 3)}</td>
              <td>{exact === undefined ? "…" : formatNumber(exact, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.text}>
        {agrees
          ? "All three shares lie within four standard errors of the exact ones."
          : "A share lies more than four standard errors from the exact one: try another seed."}
      </p>
      <Histogram
        title="Customers by failures met"
        bars={tally.byFailures.map((count, failures) => ({
          label: failures === tally.byFailures.length - 1 ? `${failures}+` : `${failures}`,
          share: count / n,
        }))}
      />
      <Histogram
        title="Customers by what they remember, 1–7"
        bars={tally.byPeakEnd.map((count, i) => ({ label: formatNumber(peakEndSteps[i]!, 1), share: count / n }))}
      />
    </>
  );
}

/** How many standard errors a simulated share lies from the exact one. */
function errorsOf(share: number, exact: number, n: number): number {
  const error = Math.sqrt((exact * (1 - exact)) / n);
  const off = Math.abs(share - exact);
  return error === 0 ? (off < 1e-9 ? 0 : Infinity) : off / error;
}
