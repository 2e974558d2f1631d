import { errorTable } from "../../shared/errors.ts";
import type { Metrics } from "../metrics.ts";

/** What HTTP tells of its work. */
export interface HttpMeter {
  /** A reply went out. `action` is a name of the policy. */
  replied(action: string, status: number, seconds: number): void;
  /** A problem document went out. */
  refused(code: string): void;
}

/** Makes figures for Prometheus of what HTTP tells. */
export function openHttpMeter(metrics: Metrics): HttpMeter {
  const replies = metrics.histogramBy(
    { name: "kept_http_reply_seconds", help: "Time from request to reply, by action and status class" },
    ["action", "status"],
    [0.005, 0.02, 0.1, 0.5, 2, 10],
  );
  return {
    replied: (action, status, seconds) => replies({ action, status: `${Math.floor(status / 100)}xx` }, seconds),
    refused: metrics.counters({
      name: "kept_http_problems_total",
      help: "Problem documents, by code",
      label: "code",
      values: [...Object.keys(errorTable), "INTERNAL"],
    }),
  };
}
