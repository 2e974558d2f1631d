import { useSyncExternalStore } from "react";
import { useCanvas } from "./canvasContext.ts";

/** Whether a touchpoint steps back because it does not match what is looked for. */
export function useIsDimmed(id: string): boolean {
  const { matches } = useCanvas();
  return useSyncExternalStore(matches.subscribe, () => matches.read()?.has(id) === false);
}
