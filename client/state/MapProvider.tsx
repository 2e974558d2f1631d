import { type ReactNode, useState } from "react";
import type { MapSession } from "../session/openMap.ts";
import { createLocalStore, LocalContext, type LocalStore } from "./local.ts";
import { SessionContext } from "./useMap.ts";

interface MapProviderProps {
  session: MapSession;
  /** What this tab alone knows of the map, where somebody outside needs it, too; else it is made here. */
  local?: LocalStore;
  children: ReactNode;
}

/** Gives an open map, and what this tab alone knows of it, to the components below. */
export function MapProvider({ session, local: given, children }: MapProviderProps) {
  const [own] = useState(createLocalStore);
  const local = given ?? own;
  return (
    <SessionContext value={session}>
      <LocalContext value={local}>{children}</LocalContext>
    </SessionContext>
  );
}
