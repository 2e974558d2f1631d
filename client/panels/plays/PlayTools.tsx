import { Copy, Printer, Smartphone } from "lucide-react";
import { useState } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import { duplicatePlay } from "../../../shared/recovery/copyPlay.ts";
import { useLocalStore } from "../../state/local.ts";
import { mapPath } from "../../state/place.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { startJump } from "../jump.ts";
import { useAdd } from "../usePatch.ts";
import classes from "./Plays.module.css";
import { PlaySheet } from "./PlaySheet.tsx";

/** What is done with a play as a whole. */
export function PlayTools({ play }: { play: Play }) {
  const { mapId } = useMap();
  const canEdit = useCanEdit();
  const local = useLocalStore();
  const add = useAdd("play");
  // Counted, because not every browser says when it has printed: a new press prints again.
  const [printing, setPrinting] = useState(0);
  const duplicate = () => {
    const { order: _order, ...record } = play;
    const id = add(duplicatePlay(record));
    if (id === undefined) return;
    startJump(undefined);
    local.getState().select([{ kind: "play", id }]);
  };
  return (
    <div className={classes.row}>
      <ButtonLink icon={Smartphone} to={mapPath(mapId, "plays", play.id)}>
        Open on a phone
      </ButtonLink>
      <IconButton label="Print" tip="below" icon={Printer} onClick={() => setPrinting(printing + 1)} />
      {canEdit && <IconButton label="Duplicate" tip="below" icon={Copy} onClick={duplicate} />}
      {printing > 0 && <PlaySheet key={printing} play={play} onPrinted={() => setPrinting(0)} />}
    </div>
  );
}
