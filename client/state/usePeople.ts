import { useMemo, useSyncExternalStore } from "react";
import type { Peer } from "../session/presence.ts";
import { useMap } from "./useMap.ts";

/** Somebody else who is here, once however many tabs they have. */
export interface Person {
  id: string;
  name: string;
  color: string;
}

/** Who else is in this map; wakes the component when somebody comes or goes, not when a cursor moves. */
export function usePeople(): readonly Person[] {
  const { presence, me } = useMap();
  const read = useMemo(() => peopleReader(me.id), [me.id]);
  return useSyncExternalStore(presence.subscribe, () => read(presence.read()));
}

function peopleReader(me: string): (peers: readonly Peer[]) => readonly Person[] {
  let last: readonly Person[] = [];
  return (peers) => {
    const people = new Map(peers.filter(({ user }) => user.id !== me).map(({ user }) => [user.id, user]));
    const next = [...people.values()];
    const same =
      next.length === last.length &&
      next.every(({ id, name, color }, i) => last[i]?.id === id && last[i].name === name && last[i].color === color);
    if (!same) last = next;
    return last;
  };
}
