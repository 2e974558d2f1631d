import type { Play } from "../../../shared/model/kinds.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Field, ReadOnlyField } from "../fields/Field.tsx";
import fieldClasses from "../fields/Field.module.css";
import { useDraft } from "../fields/useDraft.ts";
import { usePatch } from "../usePatch.ts";
import { formatCosts, parseCosts } from "./parseCosts.ts";

/** What past remedies cost, typed or pasted. */
export function CostsField({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { pastRemedyCosts = [] } = play;
  const draft = useDraft<number[]>({
    text: formatCosts(pastRemedyCosts),
    multiline: true,
    parse: parseCosts,
    commit: (costs) => patch({ pastRemedyCosts: costs.length === 0 ? null : costs }),
  });
  const label = "Past remedies: what each cost";
  if (!canEdit)
    return pastRemedyCosts.length === 0 ? undefined : (
      <ReadOnlyField label={label}>{formatCosts(pastRemedyCosts)}</ReadOnlyField>
    );
  return (
    <Field
      label={label}
      problem={draft.problem}
      hint="One a line, or pasted from a sheet. “250 × 725” counts 725 times."
    >
      {(ids) => (
        <textarea {...ids} {...draft.props} rows={3} className={fieldClasses.control} placeholder={"250\n400 × 12"} />
      )}
    </Field>
  );
}
