import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { openRiskEngine } from "../../../shared/insights/riskEngine.ts";
import { parseJourney } from "../../../shared/model/integrity.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";
import { request } from "../../api/request.ts";
import { openWhatIf, type WhatIf } from "../../state/useWhatIf.ts";
import type { Ground } from "./columns.ts";

interface OtherMap extends Ground {
  title: string;
  /** In words. */
  state: string;
  whatIf: WhatIf;
}

/** Another map, read once from the server and computed here. */
export function useOtherMap(id: string | undefined): { map?: OtherMap | undefined; problem?: string | undefined } {
  const { data, error } = useQuery({
    queryKey: ["journey", id],
    queryFn: ({ signal }) => request("readMap", { params: { map: id ?? "" } }, signal),
    enabled: id !== undefined,
  });
  const map = useMemo(() => (data === undefined || id === undefined ? undefined : openOther(data)), [data, id]);
  if (error !== null && id !== undefined) return { problem: `This map cannot be read: ${error.message}` };
  return { map };
}

function openOther(data: unknown): OtherMap | undefined {
  const parsed = parseJourney(data);
  if (!("journey" in parsed)) return undefined;
  const records = recordsOfJourney(parsed.journey);
  const today = new Date().toISOString().slice(0, 10);
  return {
    title: records.map.title || "Untitled map",
    state: records.map.state === "future" ? "The state that is planned" : "The state of today",
    records,
    insights: computeInsights(records, today),
    whatIf: openWhatIf(records, openRiskEngine(records, today).sources()),
  };
}
