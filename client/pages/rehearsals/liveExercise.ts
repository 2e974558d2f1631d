import { type ExerciseNews, type ExerciseRead, exerciseNews } from "../../../shared/api/exercises.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Act, ExerciseEvent } from "../../../shared/exercise/act.ts";
import { applyEvent } from "../../../shared/exercise/fold.ts";
import { emptyExercise, type ExerciseState } from "../../../shared/exercise/state.ts";
import { newId } from "../../../shared/ids.ts";
import { createObserved, type Observable } from "../../session/observable.ts";

/** An exercise as this tab knows it. */
export interface ExerciseView {
  state: ExerciseState;
  /** `missing`: there is no such rehearsal. `offline`: the last question was not answered. */
  status: "loading" | "ready" | "missing" | "offline";
}

/** One exercise, live in this tab. */
export interface LiveExercise extends Observable<ExerciseView> {
  /** Does something; resolves when it is on the server's disk. @throws AppError with the reason in words. */
  act: (act: Act) => Promise<void>;
  /** What the server's clock says now, in milliseconds since 1970. */
  now: () => number;
  close: () => void;
}

export interface LiveExerciseOptions {
  id: string;
  /** The events after one. */
  read: (after: number) => Promise<ExerciseRead>;
  send: (body: { key: string; act: Act }) => Promise<ExerciseRead>;
  /** Message 6 of the map's room. */
  told: Observable<unknown>;
  /** How often the server let this tab into the room. */
  connections: Observable<{ connections: number }>;
}

/** A message may be lost without anybody noticing. */
const askEveryMs = 15_000;
const tryForMs = 30_000;
const tryEveryMs = 1_000;

/** Follows an exercise: by the server's messages, and by asking for what was not heard. */
export function openLiveExercise({ id, read, send, told, connections }: LiveExerciseOptions): LiveExercise {
  const view = createObserved<ExerciseView>({ state: emptyExercise, status: "loading" });
  let skew = { ms: 0, roundTripMs: Infinity };
  let asking: Promise<void> | undefined;
  let isAskedAgain = false;
  let isClosed = false;

  const now = () => Date.now() + skew.ms;

  function set(part: Partial<ExerciseView>): void {
    if (!isClosed) view.set({ ...view.read(), ...part });
  }

  /** Takes the events that follow on what is here. @returns whether nothing is missing between. */
  function take(events: readonly ExerciseEvent[]): boolean {
    const before = view.read().state;
    let state = before;
    for (const event of events) if (event.seq === state.seq + 1) state = applyEvent(state, event);
    if (state !== before) set({ state });
    return events.every(({ seq }) => seq <= state.seq);
  }

  /** Reads the server's clock off an answer: half of the way lies between its sending and its coming. */
  function adjust(answer: ExerciseRead, askedAt: number): void {
    const cameAt = Date.now();
    const roundTripMs = cameAt - askedAt;
    if (roundTripMs <= skew.roundTripMs) skew = { ms: Date.parse(answer.now) - (askedAt + cameAt) / 2, roundTripMs };
  }

  async function askOnce(): Promise<void> {
    const askedAt = Date.now();
    try {
      const answer = await read(view.read().state.seq);
      adjust(answer, askedAt);
      take(answer.events);
      set({ status: "ready" });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      set({ status: error.code === "NOT_FOUND" ? "missing" : "offline" });
    }
  }

  /** Asks for what is missing; while one question is on its way, another follows it. */
  function ask(): Promise<void> {
    if (asking !== undefined) {
      isAskedAgain = true;
      return asking;
    }
    asking = askOnce().finally(() => {
      asking = undefined;
      if (isAskedAgain && !isClosed) {
        isAskedAgain = false;
        void ask();
      }
    });
    return asking;
  }

  function hear(): void {
    const news: ExerciseNews | undefined = exerciseNews.safeParse(told.read()).data;
    if (news?.exercise !== id || news.seq <= view.read().state.seq) return;
    if (news.event === undefined || !take([news.event])) void ask();
  }

  let known = connections.read().connections;
  const stops = [
    told.subscribe(hear),
    connections.subscribe(() => {
      const next = connections.read().connections;
      if (next !== known) void ask();
      known = next;
    }),
  ];
  const timer = setInterval(() => {
    if (view.read().state.phase !== "closed") void ask();
  }, askEveryMs);
  void ask();

  return {
    read: view.read,
    subscribe: view.subscribe,
    now,
    async act(act) {
      const key = newId("act");
      const startedAt = Date.now();
      for (;;) {
        try {
          const askedAt = Date.now();
          const answer = await send({ key, act });
          adjust(answer, askedAt);
          if (!take(answer.events)) await ask();
          return;
        } catch (error) {
          const isPassing = error instanceof AppError && (error.code === "UNAVAILABLE" || error.code === "RATE");
          if (!isPassing || isClosed || Date.now() - startedAt > tryForMs) throw error;
          await new Promise((resolve) => setTimeout(resolve, tryEveryMs));
        }
      }
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
