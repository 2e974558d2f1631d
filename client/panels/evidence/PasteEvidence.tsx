import { useId, useMemo, useRef, useState } from "react";
import { evidenceGrades } from "../../../shared/model/evidence.ts";
import type { Evidence, Expectation } from "../../../shared/model/kinds.ts";
import { announce } from "../../state/announce.ts";
import { useRun } from "../../state/useRun.ts";
import { Button } from "../../ui/Button.tsx";
import fieldClasses from "../fields/Field.module.css";
import { useFocusAtFirst } from "../fields/useFocusAtFirst.ts";
import starterClasses from "../Starter.module.css";
import { cadenceUnitOf } from "../measure/cadence.ts";
import { useEscape } from "../useEscape.ts";
import { useGiveBackFocus } from "../useGiveBackFocus.ts";
import { describeEvidence } from "./describeEvidence.ts";
import { gradeWords } from "./gradeWords.ts";
import { addTogether, type EvidenceDraft } from "./parseEvidence.ts";
import { parseUpdateTimes } from "./parseUpdateTimes.ts";
import classes from "./EvidenceList.module.css";

/** Rows of a preview or of problems that are listed before “and … more”. */
const shownRows = 8;

/** Evidence from a block of cells: what is understood of it is shown before anything is written. */
export function PasteEvidence({ expectation, onClose }: { expectation: Expectation; onClose: () => void }) {
  const { measure } = expectation;
  const id = useId();
  const run = useRun();
  const box = useRef<HTMLFieldSetElement>(null);
  useEscape(box, onClose);
  useGiveBackFocus(box);
  const area = useFocusAtFirst<HTMLTextAreaElement>(true);
  const [text, setText] = useState("");
  const [grade, setGrade] = useState<Evidence["grade"]>("system");
  const [summed, setSummed] = useState(true);
  const read = useMemo(() => parseUpdateTimes(text, measure), [text, measure]);
  const isCadence = cadenceUnitOf(measure) !== undefined;
  const together = useMemo(() => addTogether(read.drafts), [read]);
  const drafts = together !== undefined && summed ? [together] : read.drafts;

  const write = () => {
    const records = drafts.map((draft) => ({ ...draft, grade: draft.grade ?? grade, expectation: expectation.id }));
    if (run("addRecords", { kind: "evidence", records }) === undefined) return;
    announce(`Added ${counted(drafts.length)}`);
    onClose();
  };

  return (
    <fieldset ref={box} className={starterClasses.starter} aria-label="Paste evidence">
      <div className={fieldClasses.field}>
        <label htmlFor={id} className={fieldClasses.label}>
          {isCadence
            ? "Times of the updates, one a line or one after the other; a blank line starts another customer"
            : "Cells from a spreadsheet: raw values, met/n such as 168/200, or a table with headings"}
        </label>
        <textarea
          id={id}
          ref={area}
          className={`${fieldClasses.control} ${classes.paste}`}
          rows={5}
          spellCheck={false}
          value={text}
          placeholder={
            isCadence ? "10:00\n10:30\n11:15\nor\n0, 30, 75" : "168/200\nor\nDate\tMet\tTotal\n2024-05-31\t168\t200"
          }
          aria-describedby={`${id}-read`}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div id={`${id}-read`} aria-live="polite" className={classes.read}>
        {text.trim() !== "" && (
          <>
            <p className={classes.understood}>
              {drafts.length === 0
                ? "Nothing here can be read as evidence yet."
                : `Understood as ${counted(drafts.length)}:`}
            </p>
            <List items={drafts.map((draft) => draftInWords(draft, measure))} />
            {read.problems.length > 0 && (
              <div className={classes.problems}>
                <List
                  items={read.problems.map(({ row, message }) => (row === 0 ? message : `Row ${row}: ${message}`))}
                />
              </div>
            )}
          </>
        )}
      </div>
      {together !== undefined && (
        <label className={fieldClasses.check}>
          <input type="checkbox" checked={summed} onChange={(event) => setSummed(event.target.checked)} />
          Add the {read.drafts.length} rows together
        </label>
      )}
      <div className={fieldClasses.field}>
        <label htmlFor={`${id}-grade`} className={fieldClasses.label}>
          It rests on
        </label>
        <select
          id={`${id}-grade`}
          className={fieldClasses.control}
          value={grade}
          onChange={(event) => setGrade(event.target.value as Evidence["grade"])}
        >
          {evidenceGrades.map((each) => (
            <option key={each} value={each}>
              {gradeWords[each]}
            </option>
          ))}
        </select>
      </div>
      <div className={starterClasses.buttons}>
        <Button primary disabled={drafts.length === 0} onClick={write}>
          {drafts.length === 0 ? "Add" : `Add ${counted(drafts.length)}`}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </fieldset>
  );
}

function List({ items }: { items: readonly string[] }) {
  const rest = items.length - shownRows;
  return (
    <ul className={classes.list}>
      {items.slice(0, shownRows).map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of a preview, drawn anew with every letter
        <li key={index}>{item}</li>
      ))}
      {rest > 0 && <li>and {rest} more</li>}
    </ul>
  );
}

function draftInWords(draft: EvidenceDraft, measure: Expectation["measure"]): string {
  const parts = [
    describeEvidence(draft, measure),
    draft.observedOn,
    draft.grade === undefined ? undefined : gradeWords[draft.grade],
    draft.rater,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}

function counted(count: number): string {
  return count === 1 ? "1 piece of evidence" : `${count} pieces of evidence`;
}
