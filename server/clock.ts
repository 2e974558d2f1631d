import { performance } from "node:perf_hooks";

/** Time as rooms see it, so that a test can turn it by hand. */
export interface Clock {
  /** Milliseconds that only grow; no date. */
  now(): number;
  /** Runs `task` once after `delayMs`, unless the returned function is called first. */
  schedule(task: () => void, delayMs: number): () => void;
}

/** The clock of this process. A task that is waiting does not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  schedule(task, delayMs) {
    const timer = setTimeout(task, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
