import type { Mirror } from "../../shared/doc/mirror.ts";
import { openRiskEngine, type RiskEngine } from "../../shared/insights/riskEngine.ts";

/** Risk, readiness and the chain's sources of an open map, computed when first asked for after a change. */
export interface RiskStore extends Pick<RiskEngine, "weakSpot" | "play" | "sources"> {
  /** @returns a function that ends the subscription. */
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function openRiskStore(mirror: Mirror, today: string): RiskStore {
  let engine: RiskEngine | undefined;
  const listeners = new Set<() => void>();
  // Nothing is computed, nor kept, until somebody asks.
  const risk = () => (engine ??= openRiskEngine(mirror, today));
  const stop = mirror.onChange((changes) => {
    if (engine?.apply(changes) === true) for (const listener of Array.from(listeners)) listener();
  });
  return {
    weakSpot: (id) => risk().weakSpot(id),
    play: (id) => risk().play(id),
    sources: () => risk().sources(),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}
