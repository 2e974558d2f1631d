import type { Mirror } from "../../shared/doc/mirror.ts";
import type { RiskEngine } from "../../shared/insights/riskEngine.ts";
import type { Observable } from "./observable.ts";

/**
 * Risk, readiness and the chain's sources of an open map. The engine is loaded when somebody first subscribes, so that
 * a map without weak spots pays nothing for it: until then, and while it is on its way, there is none to read.
 */
export interface RiskStore extends Observable<RiskEngine | undefined> {
  /** Resolves when the engine is there, for what can show nothing without it. */
  load: () => Promise<RiskEngine>;
  /** Counts up with every change that may have changed a figure: what is computed from the engine is stale then. */
  revision: () => number;
  close: () => void;
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function openRiskStore(mirror: Mirror, today: string): RiskStore {
  let engine: RiskEngine | undefined;
  let loading: Promise<RiskEngine> | undefined;
  let revision = 0;
  const listeners = new Set<() => void>();
  const notify = () => {
    revision += 1;
    for (const listener of Array.from(listeners)) listener();
  };
  const load = () =>
    (loading ??= import("../../shared/insights/riskEngine.ts").then(({ openRiskEngine }) => {
      engine = openRiskEngine(mirror, today);
      notify();
      return engine;
    }));
  const stop = mirror.onChange((changes) => {
    if (engine?.apply(changes) === true) notify();
  });
  return {
    read: () => engine,
    revision: () => revision,
    load,
    subscribe(listener) {
      listeners.add(listener);
      // What cannot be loaded now is asked for again by the next who subscribes.
      load().catch(() => (loading = undefined));
      return () => void listeners.delete(listener);
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}
