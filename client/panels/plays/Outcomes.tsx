import type { Play } from "../../../shared/model/kinds.ts";
import { measuredOutcomes, outcomeNames } from "../../../shared/recovery/playFacts.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { Fold, Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { mergedOrNone } from "./itemLists.ts";
import classes from "./Plays.module.css";
import { outcomeWords } from "./words.ts";

/** What recovered customers did and thought afterwards; each figure may be unmeasured. */
export function Outcomes({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { outcomes = {} } = play;
  const measured = measuredOutcomes(play);
  return (
    <Fold title="Outcomes" note={`${measured} of 4 measured`}>
      <p className={classes.lead}>
        {measured} of 4 outcomes measured. A happy customer on the day says little about who stays, and what is told.
      </p>
      {canEdit ? (
        <Pair>
          {outcomeNames.map((name) => (
            <NumberField
              key={name}
              label={outcomeWords[name]}
              value={outcomes[name] === undefined ? undefined : outcomes[name] * 100}
              min={0}
              max={100}
              suffix="%"
              placeholder="unmeasured"
              digits={(value) => String(Math.round(value * 100) / 100)}
              onCommit={(next) =>
                patch({ outcomes: mergedOrNone(play.outcomes, { [name]: next === null ? null : next / 100 }) })
              }
            />
          ))}
        </Pair>
      ) : (
        <table className={classes.figures}>
          <tbody>
            {outcomeNames.map((name) => (
              <tr key={name}>
                <th scope="row">{outcomeWords[name]}</th>
                <td>{outcomes[name] === undefined ? "unmeasured" : `${Math.round(outcomes[name] * 1000) / 10}%`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Fold>
  );
}
