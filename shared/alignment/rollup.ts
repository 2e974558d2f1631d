import type { Status } from "./status.ts";

/** A set of expectations in one view: how well what is measured keeps its promise, and how sure that is. */
export interface Rollup {
  /** 0–100, what is shown: `uncapped`, or the must-be cap when `veto`; null while nothing is measured. */
  index: number | null;
  /** 0–100 without the veto. */
  uncapped: number | null;
  /** 0–100: the index if all that evidence leaves open were as bad as can be. */
  low: number | null;
  /** 0–100: the index if all that evidence leaves open were as promised. */
  high: number | null;
  /** 0–1: share of the weight that is measured. */
  coverage: number | null;
  /** 0–1: weighted evidence strength. */
  confidence: number | null;
  /** 0–1: weighted delivery above the promise, of what is measured. */
  delight: number | null;
  /** A must-be is broken. */
  veto: boolean;
  worst: Status | null;
}
