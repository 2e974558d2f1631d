import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { isContinuationOf } from "../../shared/recovery/mergeRuns.ts";
import type { PlayRun } from "../../shared/recovery/playRun.ts";
import { firstRefusal } from "../../shared/recovery/runState.ts";
import type { PlayRunRow, PlayRuns } from "../store/playRuns.ts";
import { type Handlers, JsonText, userOf } from "./handler.ts";

export interface RunDeps {
  runs: PlayRuns;
}

type Names = "listRuns" | "putRun";

/** Runs of plans B: what somebody on shift did, step by step. */
export function runHandlers({ runs }: RunDeps): Handlers<Names> {
  return {
    async listRuns({ params, query }) {
      const rows = await runs.list(params.map, query.play);
      // Checked when they came: to look at some megabytes again would hold up everybody else.
      return new JsonText(`[${rows.map(jsonOf).join(",")}]`);
    },

    async putRun({ who, params, body: run }) {
      const { id: authorId, name: authorName } = userOf(who);
      refuseBroken(run, params.run);
      const now = new Date().toISOString();
      const row = await runs.put(params.map, run, (stored, kept) => {
        if (stored === undefined) {
          if (kept >= limits.runsPerMap)
            throw new AppError("LIMIT", `This map keeps ${limits.runsPerMap} runs, the most for one.`);
          const { id, startedAt } = run;
          return { id, authorId, authorName, startedAt, data: JSON.stringify(run), updatedAt: now };
        }
        if (stored.authorId !== authorId)
          throw new AppError("FORBIDDEN", "This run is somebody else’s; only who made it may continue it.");
        const before = JSON.parse(stored.data) as PlayRun;
        // A copy sent again, or overtaken by a later one, changes nothing.
        if (isContinuationOf(before, run)) return stored;
        if (isContinuationOf(run, before)) return { ...stored, data: JSON.stringify(run), updatedAt: now };
        throw new AppError("CONFLICT", "This run was continued elsewhere. What is kept here stays as it is.");
      });
      return new JsonText(jsonOf(row));
    },
  };
}

/** @throws AppError INVALID for a run of another id, or one in which something happens that the rules refuse. */
function refuseBroken(run: PlayRun, id: string): void {
  if (run.id !== id)
    throw new AppError("INVALID", "The run has another id than its address.", [
      { path: "id", message: `must be ${id}` },
    ]);
  const broken = firstRefusal(run);
  if (broken === undefined) return;
  const path = broken.event < 0 ? "detectedAt" : `events[${broken.event}]`;
  const message = `is refused: ${broken.refusal}`;
  throw new AppError("INVALID", `The run breaks its own order: ${path} ${message}.`, [{ path, message }]);
}

function jsonOf({ data, authorId, authorName, updatedAt }: PlayRunRow): string {
  const by = JSON.stringify({ id: authorId, name: authorName });
  return `{"run":${data},"by":${by},"updatedAt":${JSON.stringify(updatedAt)}}`;
}
