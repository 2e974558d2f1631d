import { performance } from "node:perf_hooks";
import type { Clock } from "../clock.ts";

const sampleMs = 250;

/** Watches how busy this process's main thread is; `read` gives a share from 0 to 1, smoothed over about a second. */
export function watchLoad(clock: Clock): { read(): number; close(): void } {
  let load = 0;
  let last = performance.eventLoopUtilization();
  let cancel = clock.schedule(sample, sampleMs);
  function sample(): void {
    const now = performance.eventLoopUtilization();
    load += (performance.eventLoopUtilization(now, last).utilization - load) * 0.4;
    last = now;
    cancel = clock.schedule(sample, sampleMs);
  }
  return { read: () => load, close: () => cancel() };
}
