import { limits } from "../../shared/limits.ts";
import type { LoadedMap, UpdateLog } from "../store/updateLog.ts";
import type { Report } from "./report.ts";
import type { SyncMeter } from "./syncMeter.ts";

/** In a shared log, what is younger may not have been read by the other nodes that hold the map, and stays for them. */
const ripeAfterMs = 5_000;

export interface CompactionOptions {
  map: string;
  generation: string;
  log: Pick<UpdateLog, "compact" | "isShared">;
  report: Report;
  meter: SyncMeter;
  now: number;
  /** Reads what it needs of the rows that are about to be merged. */
  beforeMerge?: () => Promise<unknown> | undefined;
}

/** Merges a map's rows on disk into a snapshot, and knows how much there is of both. */
export class Compaction {
  readonly #options: CompactionOptions;
  /** Bytes on disk. */
  bytes: number;
  /** Everything up to here is merged, and everything up to here may be. */
  #merged: number;
  #ripe: number;
  #ripening: { seq: number; at: number };
  #isRunning = false;

  constructor({ rows, snapshot }: Pick<LoadedMap, "rows" | "snapshot">, seq: number, options: CompactionOptions) {
    this.#options = options;
    this.bytes = rows.reduce((sum, { bytes }) => sum + bytes.length, snapshot?.length ?? 0);
    this.#merged = seq - rows.length;
    this.#ripe = seq;
    this.#ripening = { seq, at: options.now };
  }

  /** How many rows can be merged. `seq`: up to where the document holds the log. */
  mergeable(seq: number, now: number): number {
    if (!this.#options.log.isShared) this.#ripe = seq;
    else if (now - this.#ripening.at >= ripeAfterMs) {
      this.#ripe = this.#ripening.seq;
      this.#ripening = { seq, at: now };
    }
    return this.#ripe - this.#merged;
  }

  /** Replaces the rows that can be merged by a snapshot that contains them, and maybe more. */
  async run(encode: () => Uint8Array): Promise<void> {
    if (this.#isRunning || this.#ripe <= this.#merged) return;
    this.#isRunning = true;
    const { map, generation, log, report, meter } = this.#options;
    // What is written down from here on may be in the snapshot but is not merged: nobody has read it yet.
    const upTo = this.#ripe;
    try {
      await this.#readBefore(upTo);
      const snapshot = encode();
      await log.compact(map, generation, snapshot, upTo);
      this.#merged = upTo;
      this.bytes = snapshot.length;
      meter.compacted("done");
    } catch (error) {
      meter.compacted("failed");
      report("error", "compaction failed", { map, error: String(error) });
    } finally {
      this.#isRunning = false;
    }
  }

  /** @throws while the rows are few enough to wait. */
  async #readBefore(upTo: number): Promise<void> {
    const { map, report } = this.#options;
    try {
      await this.#options.beforeMerge?.();
    } catch (error) {
      if (upTo - this.#merged < limits.rowsWithoutJournal) throw error;
      report("error", "rows merged unread", { map, error: String(error) });
    }
  }
}
