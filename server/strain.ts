import { performance } from "node:perf_hooks";
import { limits } from "../shared/limits.ts";
import type { Metrics } from "./metrics.ts";

/** Whether this process has more to do than it can: then those who are inside come first. */
export interface Strain {
  /** New sockets and new HTTP work are asked to come again later. */
  readonly isTooMuch: boolean;
  close(): void;
}

const sampleMs = 100;
/** Share of a new sample: some two seconds of trouble count, one long task does not. */
const newShare = 0.07;

/** Follows how late the main thread is; too much from one limit on, and until it is half of that again. */
export class StrainGauge {
  #delayMs = 0;
  #isTooMuch = false;

  /** Takes how late a timer was; gives whether that changed the answer. */
  note(delayMs: number): boolean {
    this.#delayMs += (Math.min(delayMs, limits.strainDelayMs * 4) - this.#delayMs) * newShare;
    const was = this.#isTooMuch;
    this.#isTooMuch = this.#delayMs > limits.strainDelayMs / (was ? 2 : 1);
    return was !== this.#isTooMuch;
  }

  get delayMs(): number {
    return this.#delayMs;
  }

  get isTooMuch(): boolean {
    return this.#isTooMuch;
  }
}

/** Watches the main thread. @param onChange told when it becomes too much, and when it is over. */
export function watchStrain(metrics: Metrics, onChange: (isTooMuch: boolean, delayMs: number) => void): Strain {
  const gauge = new StrainGauge();
  let expectedAt = performance.now() + sampleMs;
  const timer = setInterval(() => {
    const now = performance.now();
    const lateMs = Math.max(0, now - expectedAt);
    expectedAt = now + sampleMs;
    if (gauge.note(lateMs)) onChange(gauge.isTooMuch, gauge.delayMs);
  }, sampleMs).unref();
  metrics.gauge(
    { name: "kept_strain_seconds", help: "How late the main thread is, smoothed over some seconds" },
    () => gauge.delayMs / 1000,
  );
  metrics.gauge({ name: "kept_strained", help: "1 while new sockets and new HTTP work are refused" }, () =>
    gauge.isTooMuch ? 1 : 0,
  );
  return {
    get isTooMuch() {
      return gauge.isTooMuch;
    },
    close: () => clearInterval(timer),
  };
}
