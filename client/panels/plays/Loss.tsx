import type { Play } from "../../../shared/model/kinds.ts";
import { isLossAnswered } from "../../../shared/recovery/playFacts.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { CheckField } from "../fields/CheckField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { usePatch } from "../usePatch.ts";
import { withFields } from "./itemLists.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { phaseWords } from "./words.ts";

/** What the customer lost, and which steps give it back. */
export function Loss({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { lost, steps = [] } = play;
  const answered = isLossAnswered(play);
  const givers = steps.filter(({ givesBack }) => givesBack === true);
  return (
    <PlayFold
      group="lost"
      title="What was lost"
      note={answered === undefined ? "not said" : answered ? "given back" : "not given back"}
    >
      <Place of="lost">
        <TextField
          label="What the customer lost"
          value={lost}
          placeholder="The connection, an evening, trust in the next bill"
          multiline
          onCommit={(next) => patch({ lost: next })}
        />
      </Place>
      {answered !== undefined && (
        <div className={classes.fact}>
          <StatusMark status={answered ? "kept" : "atRisk"} />
          <span>
            {answered
              ? `Given back by ${givers.map(({ text }) => `“${text}”`).join(", ")}.`
              : "Nothing gives it back yet. Tick the step that does: an extra alone is no answer."}
          </span>
        </div>
      )}
      {canEdit && answered !== undefined && steps.length > 0 && (
        <div className={classes.stack} role="group" aria-label="Which step gives it back">
          {steps.map((step, index) => (
            <CheckField
              // Two steps may have the same words.
              // oxlint-disable-next-line react/no-array-index-key
              key={`${step.phase} ${index}`}
              label={`${phaseWords[step.phase]}: ${step.text}`}
              value={step.givesBack ?? false}
              onCommit={(givesBack) =>
                patch({ steps: withFields(steps, index, { givesBack: givesBack ? true : null }) })
              }
            />
          ))}
        </div>
      )}
      <TextField
        label="A memory, if there can be one"
        value={play.memory}
        placeholder="What the customer may tell others about"
        onCommit={(memory) => patch({ memory })}
      />
    </PlayFold>
  );
}
