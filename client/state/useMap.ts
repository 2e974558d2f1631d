import { createContext, use, useCallback, useSyncExternalStore } from "react";
import { must } from "../../shared/assert.ts";
import type { MapFields } from "../../shared/model/journey.ts";
import type { Kind, RecordOf } from "../../shared/model/kinds.ts";
import type { MapSession } from "../session/openMap.ts";
import { mayEdit } from "../session/mayEdit.ts";

export const SessionContext = createContext<MapSession | undefined>(undefined);

/** The map that is open here. */
export function useMap(): MapSession {
  return must(use(SessionContext), "There is no map above this component");
}

/** Whether the person may change this map. */
export function useCanEdit(): boolean {
  return mayEdit(useMap().role);
}

/** Whether the person may comment on it. */
export function useCanComment(): boolean {
  return useMap().role !== "viewer";
}

/** One record; wakes the component when that record changes. */
export function useRecord<K extends Kind>(kind: K, id: string | undefined): RecordOf<K> | undefined {
  const { mirror } = useMap();
  return useSyncExternalStore(
    useCallback((wake) => (id === undefined ? () => undefined : mirror.subscribe(kind, id, wake)), [mirror, kind, id]),
    () => (id === undefined ? undefined : mirror.read(kind, id)),
  );
}

/** Every record of a kind in document order; the same array while none of them changed. */
export function useAll<K extends Kind>(kind: K): readonly RecordOf<K>[] {
  const { mirror } = useMap();
  return useSyncExternalStore(
    useCallback((wake) => mirror.subscribeKind(kind, wake), [mirror, kind]),
    () => mirror.all(kind),
  );
}

/** What the map says of itself. */
export function useMapFields(): MapFields {
  const { mirror } = useMap();
  return useSyncExternalStore(
    useCallback((wake) => mirror.subscribeMap(wake), [mirror]),
    () => mirror.map,
  );
}
