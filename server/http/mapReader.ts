import { computeInsights } from "../../shared/alignment/insights.ts";
import { type CurvePoint, curvePoints } from "../../shared/alignment/curve.ts";
import type { Insights } from "../../shared/alignment/insights.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import type { Records } from "../../shared/model/records.ts";
import type { MapSummary } from "../store/maps.ts";
import type { Hub } from "../sync/hub.ts";

/** Reads a map's records as they are now. @throws AppError NOT_FOUND, UNAVAILABLE. */
export function readRecords<T>(hub: Hub, mapId: string, read: (records: Records) => T): Promise<T> {
  return hub.read(mapId, (doc) => {
    const mirror = openMirror(doc);
    try {
      return read(mirror);
    } finally {
      mirror.close();
    }
  });
}

/** Everything the model computes for the records today. */
export function insightsOf(records: Records): Insights {
  return computeInsights(records, new Date().toISOString().slice(0, 10));
}

/** The lines of a map's picture. */
export function curveOf(records: Records): CurvePoint[] {
  return curvePoints(records, insightsOf(records));
}

/** What the list of maps shows of a map. */
export function summaryOf(records: Records): MapSummary {
  const insights = insightsOf(records);
  const { index, low, high, uncapped, veto, coverage, worst } = insights.rollups.map;
  const broken = Object.values(insights.expectations).filter(({ status }) => status === "broken");
  return {
    index,
    low,
    high,
    uncapped,
    veto,
    coverage,
    worst,
    openRisks: records.all("weakSpot").length,
    brokenPromises: broken.length,
    curve: curvePoints(records, insights),
  };
}
