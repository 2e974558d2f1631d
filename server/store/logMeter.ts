import type { Metrics } from "../metrics.ts";

/** What waits for the disk now. */
export interface QueueFigures {
  updates: number;
  bytes: number;
  /** How long the first of them has waited, in milliseconds; of maps that fail alone aside. */
  oldestMs: number;
  /** Maps that fail while others are saved. */
  mapsApart: number;
}

/** What an update log tells of its work. */
export interface LogMeter {
  /** A group is on disk; the commit alone took so long. */
  committed(updates: number, ms: number): void;
  failed(): void;
  /** Says where to look for what waits. */
  watch(read: () => QueueFigures): void;
}

/** From one update to all that two thousand people write in the time of a slow disk. */
const groupBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 1000];
const commitBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Makes figures for Prometheus of what the update log tells. */
export function openLogMeter(metrics: Metrics): LogMeter {
  let read: () => QueueFigures = () => ({ updates: 0, bytes: 0, oldestMs: 0, mapsApart: 0 });
  metrics.gauge({ name: "kept_log_queue_updates", help: "Changes that wait for the disk" }, () => read().updates);
  metrics.gauge({ name: "kept_log_queue_bytes", help: "Bytes that wait for the disk" }, () => read().bytes);
  metrics.gauge(
    { name: "kept_log_queue_age_seconds", help: "How long the first change that waits has waited" },
    () => read().oldestMs / 1000,
  );
  metrics.gauge(
    { name: "kept_log_maps_apart", help: "Maps whose changes cannot be saved while those of others can" },
    () => read().mapsApart,
  );
  const groupSize = metrics.histogram(
    { name: "kept_log_group_updates", help: "Changes that were committed together" },
    groupBuckets,
  );
  const commitTime = metrics.histogram(
    { name: "kept_log_commit_seconds", help: "One commit of a group, without its wait" },
    commitBuckets,
  );
  return {
    committed(updates, ms) {
      groupSize(updates);
      commitTime(ms / 1000);
    },
    failed: metrics.counter({ name: "kept_log_failures_total", help: "Commits that failed and are tried again" }),
    watch(next) {
      read = next;
    },
  };
}
