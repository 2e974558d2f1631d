import { ArrowUp, Trash2 } from "lucide-react";
import type { Play } from "../../../shared/model/kinds.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { TextField } from "../fields/TextField.tsx";
import { usePatch } from "../usePatch.ts";
import { removeRow } from "./focusAfter.ts";
import { moved } from "./itemLists.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { useItemList } from "./useItemList.ts";

/** What customers ask for beyond the play, and the nearest thing that can be given. */
export function Alternatives({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { mirror } = useMap();
  const { alternatives = [] } = play;
  const list = useItemList(
    alternatives,
    () => mirror.read("play", play.id)?.alternatives,
    (next) => patch({ alternatives: next }),
  );
  return (
    <PlayFold
      group="requests"
      title="When they ask for more"
      note={alternatives.length === 0 ? "nothing yet" : alternatives.length}
    >
      <p className={classes.lead}>
        Never brush off an extreme request: offer the nearest thing. The order here is the order to offer.
      </p>
      {alternatives.map(({ asked, canGive, nearest }, index) => (
        <div key={list.keys[index]} data-row className={classes.item} role="group" aria-label={asked}>
          <div className={classes.itemHead}>
            <TextField
              label="Asked"
              value={asked}
              required="Write what is asked"
              onCommit={(next) => next !== null && list.change(index, { asked: next })}
            />
            {canEdit && (
              <>
                <IconButton
                  size="small"
                  label={`Offer “${asked}” earlier`}
                  icon={ArrowUp}
                  aria-disabled={index === 0}
                  onClick={() => list.edit(index, (now, at) => moved(now, at, -1))}
                />
                <IconButton
                  size="small"
                  label={`Remove “${asked}”`}
                  icon={Trash2}
                  onClick={({ currentTarget }) => removeRow(currentTarget, () => list.remove(index))}
                />
              </>
            )}
          </div>
          <TextField
            label="What can be given"
            value={canGive}
            onCommit={(next) => list.change(index, { canGive: next })}
          />
          <TextField
            label="The nearest thing, if not"
            value={nearest}
            onCommit={(next) => list.change(index, { nearest: next })}
          />
          {canGive === undefined && nearest === undefined && (
            <p className={classes.lead}>
              Nothing to offer: this goes to {play.escalation ?? "the escalation, which is not named yet"}.
            </p>
          )}
        </div>
      ))}
      <Place of="alternatives">
        {canEdit && (
          <TextField
            label="Another request"
            value=""
            placeholder="Charter a jet, then Enter"
            onCommit={(asked) => asked !== null && list.add({ asked })}
          />
        )}
      </Place>
    </PlayFold>
  );
}
