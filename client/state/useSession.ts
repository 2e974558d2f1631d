import { useCallback, useSyncExternalStore } from "react";
import type { ConnectionStatus } from "../session/connection.ts";
import type { Peer } from "../session/presence.ts";
import { useMap } from "./useMap.ts";

/** Everybody else in this map, one entry per tab of theirs. Wakes up to 30 times a second while cursors move. */
export function usePeers(): readonly Peer[] {
  const { presence } = useMap();
  return useSyncExternalStore(presence.subscribe, presence.read);
}

/** Whether the map is loaded, saved, offline or closed. */
export function useConnection(): ConnectionStatus {
  const { connection } = useMap();
  return useSyncExternalStore(connection.subscribe, connection.read);
}

/** Whether what is changed here is on this browser's disk, and not in this tab alone. */
export function useIsKept(): boolean {
  const { isKept } = useMap();
  return useSyncExternalStore(isKept.subscribe, isKept.read);
}

/** The names of the steps that undo and redo would take; `undefined` when there is none. */
export function useUndoLabels(): { undo: string | undefined; redo: string | undefined } {
  const { undo } = useMap();
  const subscribe = useCallback((wake: () => void) => undo.subscribe(wake), [undo]);
  return {
    undo: useSyncExternalStore(subscribe, () => undo.undoLabel),
    redo: useSyncExternalStore(subscribe, () => undo.redoLabel),
  };
}
