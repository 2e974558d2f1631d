import { useEffect, useMemo } from "react";
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
  useEffect(() => {
    writePlayCopy(shown);
  }, [shown]);
  useEffect(keepAppShell, []);
  return <Frontline shown={shown} item={item} canShare={role === "owner"} />;
}
