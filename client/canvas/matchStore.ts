import type { Mirror } from "../../shared/doc/mirror.ts";
import type { InsightsStore } from "../session/insightsStore.ts";
import { createObserved, type Observable } from "../session/observable.ts";
import type { LocalStore } from "../state/local.ts";
import { findTouchpoints, isAsking } from "../state/matches.ts";

/** The touchpoints that filters and layer leave bright; `undefined` when nothing is asked. */
export type Matches = ReadonlySet<string> | undefined;

export interface MatchStore extends Observable<Matches> {
  connect: () => () => void;
}

/** Follows what a person looks for and what the map holds: at most once a frame, and not while nothing is asked. */
export function createMatches(mirror: Mirror, insights: InsightsStore, local: LocalStore): MatchStore {
  const matches = createObserved<Matches>(undefined);
  let frame = 0;
  const asks = () => {
    const { filters, layer } = local.getState();
    return isAsking(filters, layer);
  };
  const compute = () => {
    frame = 0;
    if (!asks()) return matches.set(undefined);
    const { filters, layer } = local.getState();
    const found = new Set(findTouchpoints(mirror, insights.read(), filters, layer).map(({ id }) => id));
    const before = matches.read();
    if (before?.size !== found.size || ![...found].every((id) => before.has(id))) matches.set(found);
  };
  const changed = () => {
    if (frame === 0 && (asks() || matches.read() !== undefined)) frame = requestAnimationFrame(compute);
  };
  return {
    read: matches.read,
    subscribe: matches.subscribe,
    connect() {
      const stops = [
        local.subscribe((now, before) => (now.filters !== before.filters || now.layer !== before.layer) && changed()),
        insights.subscribe(changed),
      ];
      changed();
      return () => {
        cancelAnimationFrame(frame);
        frame = 0;
        for (const stop of stops) stop();
      };
    },
  };
}
