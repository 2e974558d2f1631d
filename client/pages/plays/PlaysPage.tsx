import { useEffect, useMemo, useRef } from "react";
import { keepAppShell } from "../../session/appShell.ts";
import { writePlayCopy } from "../../session/playCopies.ts";
import { useAll, useMap, useMapFields } from "../../state/useMap.ts";
import { Frontline } from "./Frontline.tsx";
import { shownPlays } from "./shownPlays.ts";

/** The plans B of a map for people on shift. Whoever opens this page once can read it without the network, too. */
export function PlaysPage({ item }: { item: string | undefined }) {
  const { me, mapId, role } = useMap();
  const { title } = useMapFields();
  const plays = useAll("play");
  const channels = useAll("channel");
  const weakSpots = useAll("weakSpot");
  const touchpoints = useAll("touchpoint");
  const shown = useMemo(
    () =>
      shownPlays(
        { user: { id: me.id, name: me.name }, map: mapId, title },
        { plays, channels, weakSpots, touchpoints },
      ),
    [me, mapId, title, plays, channels, weakSpots, touchpoints],
  );
  const isKept = useRef(false);
  useEffect(() => {
    // At once the first time; then when others pause, because every word they type makes another copy.
    if (isKept.current) {
      const timer = setTimeout(() => writePlayCopy(shown), 1_000);
      return () => clearTimeout(timer);
    }
    isKept.current = true;
    writePlayCopy(shown);
    return undefined;
  }, [shown]);
  useEffect(keepAppShell, []);
  return <Frontline shown={shown} item={item} canShare={role === "owner"} />;
}
