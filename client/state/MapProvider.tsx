import { createContext, type ReactNode, use, useState } from "react";
import { must } from "../../shared/assert.ts";
import type { MapSession } from "../session/openMap.ts";
import { createLocalStore, type LocalStore } from "./local.ts";

interface MapContext {
  session: MapSession;
  local: LocalStore;
}

const Context = createContext<MapContext | undefined>(undefined);

/** Gives an open map, and what this tab alone knows of it, to the components below. */
export function MapProvider({ session, children }: { session: MapSession; children: ReactNode }) {
  const [local] = useState(createLocalStore);
  return <Context value={{ session, local }}>{children}</Context>;
}

export function useMapContext(): MapContext {
  return must(use(Context), "There is no map above this component");
}
