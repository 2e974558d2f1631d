import { createContext, use, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { must } from "../../../shared/assert.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Act, ActType } from "../../../shared/exercise/act.ts";
import { elapsedMs } from "../../../shared/exercise/clock.ts";
import { standingOf } from "../../../shared/exercise/judge.ts";
import { mayAct, type Standing } from "../../../shared/exercise/rights.ts";
import type { ExerciseState } from "../../../shared/exercise/state.ts";
import { request } from "../../api/request.ts";
import { announce } from "../../state/announce.ts";
import { usePlace } from "../../state/place.ts";
import { showError } from "../../state/notices.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { type LiveExercise, openLiveExercise } from "./liveExercise.ts";

const ExerciseContext = createContext<LiveExercise | undefined>(undefined);

/** Gives what is below it the exercise that is open here. */
export const ExerciseProvider = ExerciseContext;

function useLive(): LiveExercise {
  return must(use(ExerciseContext), "There is no exercise above this component");
}

/** Follows an exercise while the component is there. */
export function useLiveExercise(id: string): LiveExercise | undefined {
  const { mapId, told, connection } = useMap();
  const [live, setLive] = useState<LiveExercise>();
  useEffect(() => {
    const params = { map: mapId, exercise: id };
    const opened = openLiveExercise({
      id,
      told,
      connections: connection,
      read: (after) => request("readExercise", { params, query: { after: String(after) } }),
      send: (body) => request("actInExercise", { params, body }),
    });
    // It lives as long as the component: there is nothing to read before.
    // oxlint-disable-next-line react/set-state-in-effect
    setLive(opened);
    return () => opened.close();
  }, [mapId, id, told, connection]);
  return live;
}

/** What names a field of this exercise to what is remembered of it. */
export function useExerciseKey(): string {
  return usePlace().path;
}

export function useExerciseState(): ExerciseState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.read).state;
}

/** Reads the state as it is when it is called, for what follows on an act. */
export function useReadExercise(): () => ExerciseState {
  const live = useLive();
  return useCallback(() => live.read().state, [live]);
}

/** What one is in this exercise, and what one may do in it now. */
export function useStanding(): { standing: Standing; may: (type: ActType) => boolean } {
  const state = useExerciseState();
  const canEdit = useCanEdit();
  const { me } = useMap();
  const standing = standingOf(state, me.id);
  return { standing, may: (type) => mayAct(type, standing, state.phase, canEdit) };
}

/**
 * The server's time, in milliseconds since 1970, for what is computed from the clock: wakes the component at each full
 * second of the exercise while it runs.
 */
export function useNow(): number {
  const live = useLive();
  const { clock } = useExerciseState();
  const [now, setNow] = useState(live.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = live.now();
      setNow(at);
      if (clock.runningSince !== undefined) timer = setTimeout(tick, 1_005 - (elapsedMs(clock, at) % 1_000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [live, clock]);
  return now;
}

/** Acts for a gesture: `false` when it was refused, which has then been said. */
export function useAct(): { act: (act: Act) => Promise<boolean>; busy: boolean } {
  const live = useLive();
  const [waiting, setWaiting] = useState(0);
  const act = useCallback(
    async (input: Act) => {
      setWaiting((count) => count + 1);
      try {
        await live.act(input);
        return true;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        showError("That was not done", error.message);
        return false;
      } finally {
        setWaiting((count) => count - 1);
      }
    },
    [live],
  );
  return { act, busy: waiting > 0 };
}

/** Reads out what comes while one is here; what was there before is not news. */
export function useNews(items: readonly { id: string; text: string }[]): void {
  const heard = useRef<Set<string>>(undefined);
  useEffect(() => {
    const before = heard.current;
    heard.current = new Set(items.map(({ id }) => id));
    if (before === undefined) return;
    const fresh = items.filter(({ id }) => !before.has(id));
    if (fresh.length > 0) announce(`Inject: ${fresh.map(({ text }) => text).join(" ")}`);
  }, [items]);
}
