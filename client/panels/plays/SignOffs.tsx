import { Trash2 } from "lucide-react";
import type { Play } from "../../../shared/model/kinds.ts";
import { authorityAgreement } from "../../../shared/recovery/authority.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { removeRow } from "./focusAfter.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { useItemList } from "./useItemList.ts";

/** Who must agree that the frontline decides, and who does not. */
export function SignOffs({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { mirror } = useMap();
  const { signOffs = [] } = play;
  const list = useItemList(
    signOffs,
    () => mirror.read("play", play.id)?.signOffs,
    (next) => patch({ signOffs: next }),
  );
  const agreement = authorityAgreement(play);
  return (
    <PlayFold
      group="signOffs"
      title="Who agrees to the authority"
      note={agreement === "agreed" ? "agreed" : agreement === "dissent" ? "dissent" : "not agreed"}
    >
      <p className={classes.lead}>
        {agreement === "agreed"
          ? "Everybody who was asked agrees."
          : agreement === "dissent"
            ? "Authority not agreed: somebody does not agree. Hear why, and write it down."
            : "Authority not agreed: nobody was asked yet. Managers in the middle may see it as taken from them."}
      </p>
      {signOffs.map(({ who, agreed, note }, index) => (
        <div key={list.keys[index]} data-row className={classes.item} role="group" aria-label={who}>
          <div className={classes.itemHead}>
            <TextField
              label="Who"
              hideLabel
              value={who}
              required="Name who must agree"
              onCommit={(next) => next !== null && list.change(index, { who: next })}
            />
            {canEdit && (
              <IconButton
                size="small"
                label={`Remove ${who}`}
                icon={Trash2}
                onClick={({ currentTarget }) => removeRow(currentTarget, () => list.remove(index))}
              />
            )}
          </div>
          <Pair>
            <SelectField
              label="Says"
              value={agreed ? "agrees" : "not"}
              options={[
                { value: "agrees", label: "agrees" },
                { value: "not", label: "does not agree" },
              ]}
              onCommit={(next) => list.change(index, { agreed: next === "agrees" })}
            />
            <TextField label="Reason" value={note} onCommit={(next) => list.change(index, { note: next })} />
          </Pair>
        </div>
      ))}
      <Place of="signOffs">
        {canEdit && (
          <TextField
            label="Who else must agree"
            value=""
            placeholder="A name or a role, then Enter"
            onCommit={(who) => who !== null && list.add({ who, agreed: false })}
          />
        )}
      </Place>
    </PlayFold>
  );
}
