import { useEffect } from "react";
import { useLocal, useLocalStore } from "../../state/local.ts";
import { goTo, mapPath, usePlace } from "../../state/place.ts";
import { useMap } from "../../state/useMap.ts";

/** Shows the record that the address asks for as soon as the canvas is there, once: the address is plain again then. */
export function useShowFromAddress(): void {
  const { mapId, mirror } = useMap();
  const local = useLocalStore();
  const hasCanvas = useLocal(({ canvas }) => canvas !== undefined);
  const { search } = usePlace();
  useEffect(() => {
    if (search === "" || !hasCanvas) return;
    const show = async () => {
      const [{ readShown }, { showRecord }] = await Promise.all([
        import("../../state/shown.ts"),
        import("../../panels/useShow.ts"),
      ]);
      const ref = readShown(search);
      if (ref === undefined) return;
      goTo(mapPath(mapId), { replace: true });
      // What is gone meanwhile leads to the map as it is.
      if (mirror.read(ref.kind, ref.id) !== undefined) showRecord(local, mirror, ref);
    };
    void show();
  }, [search, hasCanvas, mapId, mirror, local]);
}
