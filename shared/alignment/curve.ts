import type { Records } from "../model/records.ts";
import type { Insights } from "./insights.ts";
import type { Status } from "./status.ts";

/** Where the delivered line passes a touchpoint, on the scale −1…+1 with 0 = promise kept. */
export interface CurvePoint {
  touchpoint: string;
  stage: string;
  status: Status;
  gap: number | null;
  low: number | null;
  high: number | null;
  /** 0–1; below .3 the evidence is thin. */
  kappa: number | null;
}

export declare function curvePoints(records: Records, insights: Insights): CurvePoint[];
