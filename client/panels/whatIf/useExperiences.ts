import { useEffect, useState } from "react";
import { momentScores, neutralScore } from "../../../shared/insights/momentScores.ts";
import type { Experience } from "../../../shared/whatif/moments.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useMap } from "../../state/useMap.ts";
import { type Answer, type Job, plainDays } from "./whatIfJobs.ts";

export type Felt = "peakEnd" | "mean" | "worst";

/** A hand must rest this long before what is felt is worked out anew. */
const restMs = 120;

/**
 * What customers feel on each of these journeys; undefined while it is worked out. That takes as long as journeys are
 * long and loop, so a worker does it and a slider never waits.
 */
export function useExperiences(solved: readonly (Solved | undefined)[]): readonly (Experience | undefined)[] {
  const { mirror } = useMap();
  const insights = useInsights();
  const [felt, setFelt] = useState<ReadonlyMap<Solved, Experience>>(new Map());
  const known = solved.map((each) => (each === undefined ? undefined : felt.get(each)));
  const missing = solved.filter((each): each is Solved => each !== undefined && each.chain.ids.length > 0);
  const key = missing.map(keyOf).join(" ");
  useEffect(() => {
    if (missing.length === 0 || typeof Worker === "undefined") return;
    const worker = openWorker();
    const timer = setTimeout(() => {
      missing.forEach(({ days, chain }, id) => {
        const { scores } = momentScores(mirror, insights, chain.ids);
        worker.postMessage({
          kind: "experience",
          id,
          days: plainDays(days),
          scores,
          neutral: neutralScore,
        } satisfies Job);
      });
    }, restMs);
    const found = new Map<Solved, Experience>();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const of = missing[data.id];
      if (data.kind !== "experience" || data.experience === undefined || of === undefined) return;
      found.set(of, data.experience);
      if (found.size === new Set(missing).size) setFelt(new Map(found));
    };
    return () => {
      clearTimeout(timer);
      worker.terminate();
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
