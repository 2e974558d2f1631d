import { ArrowUp, Trash2 } from "lucide-react";
import type { Play } from "../../../shared/model/kinds.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { TextField } from "../fields/TextField.tsx";
import { usePatch } from "../usePatch.ts";
import { moved, without, withFields } from "./itemLists.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";

/** What customers ask for beyond the play, and the nearest thing that can be given. */
export function Alternatives({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { alternatives = [] } = play;
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
        // The place in the list is the rank, and what is asked may repeat.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.item} role="group" aria-label={asked}>
          <div className={classes.itemHead}>
            <TextField
              label="Asked"
              value={asked}
              required="Write what is asked"
              onCommit={(next) =>
                next !== null && patch({ alternatives: withFields(alternatives, index, { asked: next }) })
              }
            />
            {canEdit && (
              <>
                <IconButton
                  size="small"
                  label={`Offer “${asked}” earlier`}
                  icon={ArrowUp}
                  aria-disabled={index === 0}
                  onClick={() => {
                    const next = moved(alternatives, index, -1);
                    if (next !== undefined) patch({ alternatives: next });
                  }}
                />
                <IconButton
                  size="small"
                  label={`Remove “${asked}”`}
                  icon={Trash2}
                  onClick={() =>
                    patch({ alternatives: alternatives.length === 1 ? null : without(alternatives, index) })
                  }
                />
              </>
            )}
          </div>
          <TextField
            label="What can be given"
            value={canGive}
            onCommit={(next) => patch({ alternatives: withFields(alternatives, index, { canGive: next }) })}
          />
          <TextField
            label="The nearest thing, if not"
            value={nearest}
            onCommit={(next) => patch({ alternatives: withFields(alternatives, index, { nearest: next }) })}
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
            key={alternatives.length}
            label="Another request"
            value=""
            placeholder="Charter a jet, then Enter"
            onCommit={(asked) => asked !== null && patch({ alternatives: [...alternatives, { asked }] })}
          />
        )}
      </Place>
    </PlayFold>
  );
}
