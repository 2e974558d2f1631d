import { useEffect, useSyncExternalStore } from "react";
import { openRunStore, type RunStore, type ShownRun } from "../session/runStore.ts";

/** Others' runs are looked at again so often while the page is in view; it may be some megabytes. */
const refreshMs = 60_000;

/** The runs of a map's plays, the newest first, and the store to record in. */
export function useRuns(
  user: { id: string; name: string },
  map: string,
): { runs: readonly ShownRun[]; store: RunStore } {
  const store = openRunStore(user, map);
  useEffect(() => {
    const refresh = () => {
      if (!document.hidden) void store.refresh();
    };
    refresh();
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [store]);
  return { runs: useSyncExternalStore(store.subscribe, store.read), store };
}
