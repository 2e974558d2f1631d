import { type CurvePoint, curvePoints } from "../../shared/alignment/curve.ts";
import { type Insights, openInsights } from "../../shared/alignment/insights.ts";
import type { Mirror } from "../../shared/doc/mirror.ts";
import type { Observable } from "./observable.ts";

/** The insights of an open map, kept up to date; a part that did not change keeps its identity. */
export interface InsightsStore extends Observable<Insights> {
  /** Calls when that expectation's insight may differ. */
  subscribeExpectation: (id: string, listener: () => void) => () => void;
  /** The points of the two lines, computed when first asked for after a change. */
  readCurve: () => CurvePoint[];
  close: () => void;
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function openInsightsStore(mirror: Mirror, today: string): InsightsStore {
  const engine = openInsights(mirror, today);
  const listeners = new Set<() => void>();
  const expectationListeners = new Map<string, Set<() => void>>();
  let curve: CurvePoint[] | undefined;

  const stop = mirror.onChange((changes) => {
    const { expectations } = engine.apply(changes);
    curve = undefined;
    for (const id of expectations) expectationListeners.get(id)?.forEach((listener) => listener());
    for (const listener of listeners) listener();
  });

  return {
    read: () => engine.read(),
    readCurve: () => (curve ??= curvePoints(mirror, engine.read())),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    subscribeExpectation(id, listener) {
      const set = expectationListeners.get(id) ?? new Set();
      expectationListeners.set(id, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && expectationListeners.get(id) === set) expectationListeners.delete(id);
      };
    },
    close() {
      stop();
      listeners.clear();
      expectationListeners.clear();
    },
  };
}
