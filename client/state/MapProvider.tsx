import { type ReactNode, useState } from "react";
import type { MapSession } from "../session/openMap.ts";
import { createLocalStore, LocalContext } from "./local.ts";
import { SessionContext } from "./useMap.ts";

/** Gives an open map, and what this tab alone knows of it, to the components below. */
export function MapProvider({ session, children }: { session: MapSession; children: ReactNode }) {
  const [local] = useState(createLocalStore);
  return (
    <SessionContext value={session}>
      <LocalContext value={local}>{children}</LocalContext>
    </SessionContext>
  );
}
