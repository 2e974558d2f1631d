import { useMemo } from "react";
import { useRiskEngine } from "../../state/useRisk.ts";
import { useAll, useMap, useMapFields } from "../../state/useMap.ts";
import { dayOf } from "../today.ts";
import { type RiskRow, riskRows } from "./riskRows.ts";

/** Every weak spot of the open map with its figures, as they are now; undefined while the engine is on its way. */
export function useRiskRows(): readonly RiskRow[] | undefined {
  const { mirror } = useMap();
  const { engine, revision } = useRiskEngine();
  const touchpoints = useAll("touchpoint");
  const stages = useAll("stage");
  const fields = useMapFields();
  return useMemo(
    () => engine && riskRows(mirror, engine, dayOf(mirror)),
    // Revision and lists stand for what the mirror and the engine read of them.
    // oxlint-disable-next-line react/exhaustive-deps
    [mirror, engine, revision, touchpoints, stages, fields],
  );
}
