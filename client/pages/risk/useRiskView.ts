import { useMemo } from "react";
import { readView, type RiskView, writeView } from "../../panels/riskMap/riskFilters.ts";
import { goTo, usePlace } from "../../state/place.ts";

/** What is shown and in which order, as the address says it; changing it changes the address and adds no step back. */
export function useRiskView(): [view: RiskView, change: (fields: Partial<RiskView>) => void] {
  const { path, search } = usePlace();
  const view = useMemo(() => readView(search), [search]);
  return [view, (fields) => goTo(path + writeView({ ...view, ...fields }), { replace: true })];
}
