import { useEffect, useState } from "react";
import type { Insights } from "../../../shared/alignment/insights.ts";
import { momentScores, neutralScore } from "../../../shared/insights/momentScores.ts";
import type { Records } from "../../../shared/model/records.ts";
import type { Experience } from "../../../shared/whatif/moments.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useMap } from "../../state/useMap.ts";
import { type Answer, plainDays, sendJob } from "./whatIfJobs.ts";

export type Felt = "peakEnd" | "mean" | "worst";

/** A hand must rest this long before what is felt is worked out anew. */
export const restMs = 120;

/** A journey to be felt, and the map it belongs to where that is not the open one. */
export interface Journeyed {
  solved: Solved;
  of?: { records: Records; insights: Pick<Insights, "expectations"> } | undefined;
}

/**
 * What customers feel on each of these journeys; undefined while it is worked out. That takes as long as journeys are
 * long and loop, so a worker does it and a slider never waits.
 */
export function useExperiences(journeys: readonly Journeyed[]): readonly (Experience | undefined)[] {
  const { mirror } = useMap();
  const insights = useInsights();
  const [felt, setFelt] = useState<ReadonlyMap<Solved, Experience>>(new Map());
  const known = journeys.map(({ solved }) => felt.get(solved));
  const missing = journeys.filter(({ solved }) => solved.chain.ids.length > 0);
  const key = missing.map(({ solved }) => keyOf(solved)).join(" ");
  useEffect(() => {
    if (missing.length === 0 || typeof Worker === "undefined") return undefined;
    const found = new Map<Solved, Experience>();
    let worker: Worker | undefined;
    // No worker is opened for what a hand only passes by.
    const timer = setTimeout(() => {
      const opened = openWorker();
      worker = opened;
      opened.onmessage = ({ data }: MessageEvent<Answer>) => {
        const of = missing[data.id]?.solved;
        if (data.kind !== "experience" || data.experience === undefined || of === undefined) return;
        found.set(of, data.experience);
        if (found.size === new Set(missing.map(({ solved }) => solved)).size) setFelt(new Map(found));
      };
      missing.forEach(({ solved: { days, chain }, of }, id) => {
        const { scores } = momentScores(of?.records ?? mirror, of?.insights ?? insights, chain.ids);
        sendJob(opened, {
          kind: "experience",
          id,
          days: plainDays(days),
          scores,
          neutral: neutralScore,
        });
      });
    }, restMs);
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
    // What is solved anew is a new object, and the key says which objects these are.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, mirror, insights]);
  return known;
}

/** A worker of what-if; it stops at once when it is terminated. */
export function openWorker(): Worker {
  return new Worker(new URL("./whatIf.worker.ts", import.meta.url), { type: "module" });
}

const keys = new WeakMap<Solved, number>();
let lastKey = 0;

/** A number that stands for an object as long as it lives. */
function keyOf(solved: Solved): number {
  const known = keys.get(solved);
  if (known !== undefined) return known;
  lastKey += 1;
  keys.set(solved, lastKey);
  return lastKey;
}
