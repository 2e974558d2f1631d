import { useCallback, useEffect, useRef, useState } from "react";
import { momentScores, neutralScore } from "../../../shared/insights/momentScores.ts";
import type { Tally } from "../../../shared/whatif/monteCarlo.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useMap } from "../../state/useMap.ts";
import { openWorker } from "./useExperiences.ts";
import { type Answer, plainDays, sendJob } from "./whatIfJobs.ts";

/** A simulation as its page sees it. `of` is the journey it walks: another one makes its figures stale. */
export interface SimulationRun {
  state: "running" | "done" | "cancelled" | "failed";
  of: Solved;
  seed: number;
  customers: number;
  tally: Tally | undefined;
}

interface Simulating {
  run: SimulationRun | undefined;
  start: (solved: Solved, seed: number, customers: number) => void;
  cancel: () => void;
}

/** Simulates customers in a worker of its own, which is ended at once by cancelling or by leaving. */
export function useSimulation(): Simulating {
  const { mirror, insights } = useMap();
  const [run, setRun] = useState<SimulationRun>();
  const worker = useRef<Worker>(undefined);
  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);
  return {
    run,
    start(solved, seed, customers) {
      stop();
      const opened = openWorker();
      worker.current = opened;
      const { scores } = momentScores(mirror, insights.read(), solved.chain.ids);
      setRun({ state: "running", of: solved, seed, customers, tally: undefined });
      let latest: Tally | undefined;
      let frame = 0;
      const show = () => {
        frame = 0;
        // A worker that was ended meanwhile has nothing more to say.
        if (worker.current !== opened || latest === undefined) return;
        const isDone = latest.customers >= customers;
        if (isDone) stop();
        setRun({ state: isDone ? "done" : "running", of: solved, seed, customers, tally: latest });
      };
      opened.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.kind !== "simulate") return;
        latest = data.tally;
        if (frame === 0) frame = requestAnimationFrame(show);
      };
      opened.onerror = () => {
        if (worker.current !== opened) return;
        stop();
        setRun((before) => before && { ...before, state: "failed" });
      };
      sendJob(opened, {
        kind: "simulate",
        id: 0,
        days: plainDays(solved.days),
        scores,
        neutral: neutralScore,
        seed,
        customers,
      });
    },
    cancel() {
      stop();
      setRun((before) => before && { ...before, state: "cancelled" });
    },
  };
}
