import type { User } from "../../shared/api/people.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { isContinuationOf } from "../../shared/recovery/mergeRuns.ts";
import type { PlayRun, RunEvent } from "../../shared/recovery/playRun.ts";
import { firstRefusal, isOver, lastTime, runState } from "../../shared/recovery/runState.ts";
import { reaches } from "../auth/roles.ts";
import type { PlayRunRow, PlayRuns } from "../store/playRuns.ts";
import { type Handlers, JsonText, roleHere, userOf } from "./handler.ts";

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

    async putRun({ who, params, body: run, request }) {
      const user = userOf(who);
      const { id: authorId, name: authorName } = user;
      refuseBroken(run, params.run);
      refuseFuture(run, Date.now());
      const now = new Date().toISOString();
      const canEdit = reaches(roleHere(request), "editor");
      const row = await runs.put(params.map, authorId, run, (stored, kept) => {
        if (stored === undefined) {
          if (kept.ofMap >= limits.runsPerMap)
            throw new AppError("LIMIT", `This map keeps ${limits.runsPerMap} runs, the most for one.`);
          // A link that was passed on must not leave the others without room.
          if (!canEdit && kept.ofAuthor >= limits.runsPerAuthor)
            throw new AppError(
              "LIMIT",
              `This map keeps ${limits.runsPerAuthor} runs of yours, the most for one person.`,
            );
          refuseOtherNames(run.events, user, true);
          const { id, startedAt } = run;
          return { id, authorId, authorName, startedAt, data: JSON.stringify(run), updatedAt: now };
        }
        const before = JSON.parse(stored.data) as PlayRun;
        const isAuthor = stored.authorId === authorId;
        if (!isAuthor) refuseMore(before, run);
        refuseOtherNames(run.events.slice(before.events.length), user, isAuthor);
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

/** @throws AppError FORBIDDEN for what somebody else may not add to a run: all but having asked the customer again. */
function refuseMore(before: PlayRun, run: PlayRun): void {
  const more = run.events.slice(before.events.length);
  if (isOver(runState(before)) && more.every(({ type }) => type === "followedUp")) return;
  throw new AppError("FORBIDDEN", "This run is somebody else’s. Once it is over, others may ask the customer again.");
}

/** @throws AppError FORBIDDEN for an event in another's name, or in none where it must have one. */
function refuseOtherNames(more: readonly RunEvent[], { id, name }: User, isAuthor: boolean): void {
  for (const event of more) {
    const by = event.type === "followedUp" ? event.by : undefined;
    if (by === undefined ? !isAuthor : by.id !== id || by.name !== name)
      throw new AppError("FORBIDDEN", "What happens in a run is recorded under one’s own name.");
  }
}

/** @throws AppError INVALID for a run that happens later than now: it would stand before all others in the list. */
function refuseFuture(run: PlayRun, now: number): void {
  const latest = new Date(now + limits.runClockSlackMs).toISOString();
  // A run's times never run backwards.
  if (lastTime(run) <= latest) return;
  const path = run.startedAt > latest ? "startedAt" : `events[${run.events.findIndex(({ at }) => at > latest)}].at`;
  throw new AppError("INVALID", "The run is in the future: the clock of the device is ahead.", [
    { path, message: "is in the future" },
  ]);
}

function jsonOf({ data, authorId, authorName, updatedAt }: PlayRunRow): string {
  const by = JSON.stringify({ id: authorId, name: authorName });
  return `{"run":${data},"by":${by},"updatedAt":${JSON.stringify(updatedAt)}}`;
}
