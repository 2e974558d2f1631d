import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { ExerciseNews } from "../../shared/api/exercises.ts";
import { AppError } from "../../shared/errors.ts";
import type { Act, Actor, ExerciseEvent } from "../../shared/exercise/act.ts";
import { applyEvent, foldExercise } from "../../shared/exercise/fold.ts";
import { refuse, standingOf } from "../../shared/exercise/judge.ts";
import { refusedRole } from "../../shared/exercise/rights.ts";
import { emptyExercise, type ExerciseState } from "../../shared/exercise/state.ts";
import { scoreOf } from "../../shared/exercise/steps.ts";
import { newId } from "../../shared/ids.ts";
import { limits } from "../../shared/limits.ts";
import { reaches } from "../auth/roles.ts";
import type { ExerciseHead, Exercises } from "../store/exercises.ts";
import type { Hub } from "../sync/hub.ts";
import { type Handlers, roleHere, userOf } from "./handler.ts";
import { Turns } from "./turns.ts";

export interface ExerciseDeps {
  exercises: Exercises;
  hub: Hub;
  /** Milliseconds since 1970. */
  now?: () => number;
}

type Names = "listExercises" | "createExercise" | "readExercise" | "actInExercise";

/** Events up to this size go out with the news; longer ones are asked for. */
const newsChars = 4_000;
/** Exercises that are going on at once stay folded; more than these are folded again. */
const keptFolded = 30;

/** Rehearsals: planned, read, and acted in by many at once, one act after the other. */
export function exerciseHandlers({ exercises, hub, now = Date.now }: ExerciseDeps): Handlers<Names> {
  const turns = new Turns(limits.changesWaitingPerMap);
  const folded = new Map<string, ExerciseState>();

  /** The state as the disk has it, whoever wrote it. */
  async function stateOf(id: string): Promise<ExerciseState> {
    const known = folded.get(id) ?? emptyExercise;
    const state = foldExercise(await exercises.read(id, known.seq), known);
    keep(id, state);
    return state;
  }

  function keep(id: string, state: ExerciseState): void {
    folded.delete(id);
    folded.set(id, state);
    for (const oldest of folded.keys()) {
      if (folded.size <= keptFolded) break;
      folded.delete(oldest);
    }
  }

  async function mustHave(map: string, id: string): Promise<void> {
    if (!(await exercises.has(map, id))) throw new AppError("NOT_FOUND", "This map has no such rehearsal.");
  }

  /** Does an act after all that came before it; on disk, and told to everybody, when it resolves. */
  async function take(map: string, id: string, key: string, act: Act, by: Actor): Promise<ExerciseEvent> {
    const known = await exercises.find(id, key);
    if (known !== undefined) return known;
    const state = await stateOf(id);
    const event = stamp(state, act, by, now());
    const refused = refuse(state, event);
    if (refused !== undefined) throw new AppError(codeOf(state, event), refused);
    const next = applyEvent(state, event);
    // On another node somebody was quicker: what he did may have changed what may be done.
    if (!(await exercises.append(id, key, event, headOf(next)))) return take(map, id, key, act, by);
    keep(id, next);
    hub.tell(map, newsOf(id, event));
    return event;
  }

  return {
    listExercises: ({ params }) => exercises.list(params.map),

    async createExercise({ params, body, request }) {
      const by = actorOf(request);
      const id = body.key === undefined ? newId("xs") : idOfKey(params.map, by.id, body.key);
      return turns.take(id, async () => {
        if (await exercises.has(params.map, id)) return { id };
        const event = stamp(emptyExercise, body.act, by, now());
        const refused = refuse(emptyExercise, event);
        if (refused !== undefined) throw new AppError("CONFLICT", refused);
        await exercises.create(params.map, id, event, headOf(applyEvent(emptyExercise, event)));
        hub.tell(params.map, newsOf(id, event));
        return { id };
      });
    },

    async readExercise({ params, query }) {
      await mustHave(params.map, params.exercise);
      const events = await exercises.read(params.exercise, Number(query.after ?? 0));
      return { id: params.exercise, events, now: timeText(now()) };
    },

    async actInExercise({ params, body: { key, act }, request }) {
      await mustHave(params.map, params.exercise);
      const by = actorOf(request);
      const event = await turns.take(params.exercise, () =>
        take(params.map, params.exercise, `${by.id} ${key}`, act, by),
      );
      return { id: params.exercise, events: [event], now: timeText(now()) };
    },
  };
}

/** The exercise that a person's key stands for on a map: asked for twice, it is one. */
function idOfKey(...parts: [map: string, person: string, key: string]): string {
  return `xs-${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32)}`;
}

function actorOf(request: FastifyRequest): Actor {
  const { id, name, color } = userOf(request.who);
  return { id, name, color, canEdit: reaches(roleHere(request), "editor") };
}

/** The next event. A server whose clock was set back does not take an exercise back in time. */
function stamp(state: ExerciseState, act: Act, by: Actor, now: number): ExerciseEvent {
  return { seq: state.seq + 1, at: timeText(Math.max(now, state.lastAt)), by, act };
}

/** Somebody else could do it, or nobody can do it now. */
function codeOf(state: ExerciseState, { act, by }: ExerciseEvent): "FORBIDDEN" | "CONFLICT" {
  return refusedRole(act.type, standingOf(state, by.id), by.canEdit) === undefined ? "CONFLICT" : "FORBIDDEN";
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}

function headOf(state: ExerciseState): ExerciseHead {
  const { startedAt, endedAt } = state.clock;
  const score = startedAt === undefined || endedAt === undefined ? undefined : scoreOf(state, endedAt);
  return {
    title: state.title,
    endedAt: endedAt === undefined ? null : timeText(endedAt),
    summary: {
      phase: state.phase,
      plays: state.plays.map(({ id }) => id),
      people: state.people.map(({ id, name, color }) => ({ id, name, color })),
      score: score ?? null,
      startedAt: startedAt === undefined ? null : timeText(startedAt),
    },
  };
}

function newsOf(exercise: string, event: ExerciseEvent): ExerciseNews {
  const isSmall = JSON.stringify(event).length <= newsChars;
  return { exercise, seq: event.seq, ...(isSmall && { event }) };
}
