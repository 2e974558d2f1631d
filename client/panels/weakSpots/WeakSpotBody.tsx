import { Trash2 } from "lucide-react";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import type { WeakSpotRisk } from "../../../shared/risk/weakSpotRisk.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { Fold } from "../Section.tsx";
import { useDelete } from "../useDelete.ts";
import { usePatch } from "../usePatch.ts";
import { AttachedPlays } from "./AttachedPlays.tsx";
import { CountFields } from "./CountFields.tsx";
import { FactorFields } from "./FactorFields.tsx";
import { gradeWords } from "./gradeWords.ts";
import { PreventionList } from "./PreventionList.tsx";
import { RiskFigures } from "./RiskFigures.tsx";
import { type Score, scoreOptions } from "./scoreWords.ts";
import classes from "./WeakSpotBody.module.css";

const scores = [
  { score: "severity", label: "How bad it is for the customer", term: "severity" },
  { score: "occurrence", label: "How often it happens", term: "occurrence" },
  { score: "detection", label: "Whether you notice in time", term: "detection" },
] as const satisfies readonly { score: Score; [rest: string]: string }[];

/** A weak spot, opened: what it comes to, how it is judged, what prevents it and what plan B there is. */
export function WeakSpotBody({ spot, risk }: { spot: WeakSpot; risk: WeakSpotRisk | undefined }) {
  const patch = usePatch("weakSpot", spot.id);
  return (
    <div className={classes.body}>
      {risk !== undefined && <RiskFigures spot={spot} risk={risk} />}
      <TextField
        label="What it does to the customer"
        value={spot.effect}
        placeholder="Misses the connection"
        onCommit={(effect) => patch({ effect })}
      />
      <TextField
        label="Why it happens"
        value={spot.cause}
        placeholder="Three crews hand over in 20 minutes"
        onCommit={(cause) => patch({ cause })}
      />
      {scores.map(({ score, label, term }) => (
        <SelectField
          key={score}
          label={label}
          term={term}
          value={spot[score] === undefined ? undefined : String(spot[score])}
          empty="Not judged yet"
          options={scoreOptions[score]}
          onCommit={(next) => patch({ [score]: next === null ? null : Number(next) })}
        />
      ))}
      <PreventionList spot={spot} />
      <AttachedPlays spot={spot} />
      <div>
        <Fold title="How fragile it is" note={gradeWords(spot)}>
          <FactorFields spot={spot} />
        </Fold>
        <Fold title="What was counted" note={countWords(spot)}>
          <CountFields spot={spot} />
        </Fold>
        <Naming spot={spot} />
      </div>
    </div>
  );
}

function Naming({ spot: { id, title } }: { spot: WeakSpot }) {
  const canEdit = useCanEdit();
  const patch = usePatch("weakSpot", id);
  const remove = useDelete();
  if (!canEdit) return undefined;
  return (
    <Fold title="Wording">
      <TextField
        label="What can go wrong"
        value={title}
        required="A weak spot needs its words"
        multiline
        onCommit={(next) => next !== null && patch({ title: next })}
      />
      <span>
        <IconButton
          size="small"
          label="Delete weak spot"
          icon={Trash2}
          onClick={() => remove([{ kind: "weakSpot", id }], `weak spot “${title}”`)}
        />
      </span>
    </Fold>
  );
}

function countWords({ failures = 0, passages }: WeakSpot): string {
  return passages === undefined ? "nothing yet" : `${formatNumber(failures, 0)} of ${formatNumber(passages, 0)}`;
}
