import { computeInsights } from "../alignment/insights.ts";
import { differenceOfStates } from "../doc/changeJournal.ts";
import { docOfState } from "../doc/docState.ts";
import { openMirror } from "../doc/mirror.ts";
import { type DifferenceCount, countDifferences } from "../model/difference.ts";

/** What a list of versions shows of one. Numbers that are unknown are `null`. */
export interface VersionFigures {
  index: number | null;
  low: number | null;
  high: number | null;
  touchpoints: number;
  expectations: number;
  promises: number;
  /** What became different since the version before. */
  changes: DifferenceCount[];
}

/** The figures of a state of a map (one update); the state before it is absent for the first. */
export function versionFigures(state: Uint8Array, before: Uint8Array | undefined): VersionFigures {
  const records = openMirror(docOfState(state));
  const today = new Date().toISOString().slice(0, 10);
  const { index, low, high } = computeInsights(records, today).rollups.map;
  return {
    index,
    low,
    high,
    touchpoints: records.all("touchpoint").length,
    expectations: records.all("expectation").length,
    promises: records.all("promise").length,
    changes: before === undefined ? [] : countDifferences(differenceOfStates(before, state)),
  };
}
