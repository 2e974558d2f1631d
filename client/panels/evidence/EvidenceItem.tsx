import { Trash2 } from "lucide-react";
import { basisOf } from "../../../shared/alignment/basis.ts";
import { chooseEvidence, evidenceAge, isExpired } from "../../../shared/alignment/evidenceStrength.ts";
import { evidenceGrades } from "../../../shared/model/evidence.ts";
import type { Evidence, Expectation } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { useAll, useCanEdit, useMap, useMapFields } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ItemFold } from "../expectation/ItemFold.tsx";
import { DateField } from "../fields/DateField.tsx";
import { Editing } from "../fields/editing.tsx";
import { LinkOut } from "../fields/LinkOut.tsx";
import { LevelField } from "../fields/LevelField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { PickField } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Term } from "../fields/Term.tsx";
import { parseUrl, TextField } from "../fields/TextField.tsx";
import { isShare } from "../measure/levels.ts";
import { formatNumber } from "../measure/numbers.ts";
import { Pair } from "../Section.tsx";
import { dayOf } from "../today.ts";
import { useDelete } from "../useDelete.ts";
import { usePatch } from "../usePatch.ts";
import { describeEvidence } from "./describeEvidence.ts";
import classes from "./EvidenceList.module.css";
import { gradeWords } from "./gradeWords.ts";
import { RatingDistribution } from "./RatingDistribution.tsx";

interface EvidenceItemProps {
  evidence: Evidence;
  expectation: Expectation;
  /** It is the one the status rests on. */
  counts: boolean;
  /** What customers just accept; null when nobody knows. */
  adequate: number | null;
}

/** One piece of evidence: what it says and how far it can be trusted in a line, its fields when it is open. */
export function EvidenceItem({ evidence, expectation, counts, adequate }: EvidenceItemProps) {
  const { measure } = expectation;
  const { mirror } = useMap();
  useMapFields();
  const canEdit = useCanEdit();
  const patch = usePatch("evidence", evidence.id);
  const remove = useDelete();
  const sources = useAll("source");
  const strength = strengthOf(evidence, expectation, mirror);
  const raw = evidence.values !== undefined && evidence.values.length > 0;
  const words = describeEvidence(evidence, measure);
  return (
    <Editing kind="evidence" id={evidence.id}>
      <ItemFold
        title={
          <>
            {words}
            <span className={classes.origin}>
              {gradeWords[evidence.grade]} · {evidence.observedOn ?? "undated"}
            </span>
          </>
        }
        note={
          <>
            {counts ? "counts · " : ""}
            {strength === "old" ? "too old" : strength === undefined ? "no figure" : `κ ${formatNumber(strength, 2)}`}
          </>
        }
        faded={strength === "old"}
      >
        <SelectField
          label="Grade"
          term="grade"
          value={evidence.grade}
          options={evidenceGrades.map((grade) => ({ value: grade, label: gradeWords[grade] }))}
          onCommit={(grade) => grade !== null && patch({ grade })}
        />
        {raw ? (
          measure.kind === "rating" && <RatingDistribution evidence={evidence} measure={measure} adequate={adequate} />
        ) : (
          <Pair>
            {isShare(measure) && (
              <NumberField label="Met" value={evidence.met} min={0} whole onCommit={(met) => patch({ met })} />
            )}
            <NumberField
              label="Of how many cases (n)"
              value={evidence.n}
              min={0}
              whole
              onCommit={(n) => patch({ n })}
            />
            {(!isShare(measure) || evidence.met === undefined) && (
              <LevelField
                label="Measured"
                measure={measure}
                value={evidence.value}
                onCommit={(value) => patch({ value })}
              />
            )}
            {(measure.kind === "mean" || measure.kind === "rating") && (
              <NumberField
                label="Spread (sd)"
                term="spread"
                value={evidence.sd}
                min={0}
                onCommit={(sd) => patch({ sd })}
              />
            )}
          </Pair>
        )}
        <Pair>
          <DateField label="Observed on" value={evidence.observedOn} onCommit={(observedOn) => patch({ observedOn })} />
          <TextField label="Rated by" term="rater" value={evidence.rater} onCommit={(rater) => patch({ rater })} />
          <PickField
            kind="channel"
            label="In channel"
            value={evidence.channel}
            onCommit={(channel) => patch({ channel })}
          />
          <TextField
            label="Address"
            value={evidence.url}
            placeholder="https://"
            parse={parseUrl}
            onCommit={(url) => patch({ url })}
          />
        </Pair>
        <LinkOut url={evidence.url}>Open where it stands</LinkOut>
        {sources.length > 0 && (
          <SelectField
            label="Source"
            value={sources.some(({ id }) => id === evidence.source) ? evidence.source : undefined}
            empty="–"
            options={sources.map(({ id, title }) => ({ value: id, label: title }))}
            onCommit={(source) => patch({ source })}
          />
        )}
        <LinkOut url={sources.find(({ id }) => id === evidence.source)?.url}>Open the source</LinkOut>
        <TextField label="Note" value={evidence.note} multiline onCommit={(note) => patch({ note })} />
        <p className={classes.strength}>
          <Term of="strength">Evidence strength</Term> {strengthInWords(strength)}
        </p>
        {canEdit && (
          <span>
            <IconButton
              size="small"
              label="Delete evidence"
              icon={Trash2}
              onClick={() => remove([{ kind: "evidence", id: evidence.id }], `evidence “${words}”`)}
            />
          </span>
        )}
      </ItemFold>
    </Editing>
  );
}

/** κ of one piece of evidence; `"old"` when it no longer counts, `undefined` when it says nothing of this measure. */
function strengthOf(evidence: Evidence, { measure }: Expectation, records: Records): number | "old" | undefined {
  const basis = basisOf(records.map, dayOf(records));
  if (isExpired(evidenceAge(evidence, basis), basis)) return "old";
  return chooseEvidence([evidence], measure, basis)?.kappa;
}

function strengthInWords(strength: number | "old" | undefined): string {
  if (strength === "old") return "none: it is too old to count.";
  if (strength === undefined) return "none: it holds no figure for this measure.";
  const word = strength < 0.3 ? "thin" : strength < 0.6 ? "fair" : "strong";
  return `κ ${formatNumber(strength, 2)} of 1: ${word}.`;
}
