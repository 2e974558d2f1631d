import { useCallback, useSyncExternalStore } from "react";
import type { Mirror } from "../../shared/doc/mirror.ts";
import { useMap } from "../state/useMap.ts";

type Counts = { promises: readonly unknown[]; expectations: readonly unknown[]; byTouchpoint: Map<string, number> };

const cache = new WeakMap<Mirror, Counts>();

/** How many promises are made at a touchpoint. */
export function promiseCount(mirror: Mirror, touchpoint: string): number {
  const [promises, expectations] = [mirror.all("promise"), mirror.all("expectation")];
  let counts = cache.get(mirror);
  if (counts?.promises !== promises || counts.expectations !== expectations) {
    const byTouchpoint = new Map<string, number>();
    for (const { expectation } of promises) {
      const owner = mirror.read("expectation", expectation)?.touchpoint;
      if (owner !== undefined) byTouchpoint.set(owner, (byTouchpoint.get(owner) ?? 0) + 1);
    }
    counts = { promises, expectations, byTouchpoint };
    cache.set(mirror, counts);
  }
  return counts.byTouchpoint.get(touchpoint) ?? 0;
}

/** {@link promiseCount}; wakes the component only when the number changes. */
export function usePromiseCount(touchpoint: string): number {
  const { mirror } = useMap();
  return useSyncExternalStore(
    useCallback((wake) => mirror.subscribeKind("promise", wake), [mirror]),
    () => promiseCount(mirror, touchpoint),
  );
}
