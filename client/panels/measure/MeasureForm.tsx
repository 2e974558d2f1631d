import { useState } from "react";
import type { Measure } from "../../../shared/model/expectation.ts";
import type { Expectation } from "../../../shared/model/kinds.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { ReadOnlyField } from "../fields/Field.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { type Patch, usePatch } from "../usePatch.ts";
import { cadenceUnitOf, cadenceUnits, cadenceUnitText, type CadenceUnit } from "./cadence.ts";
import { isShare } from "./levels.ts";
import { formOf, measureForms, measureInForm, measureSentence, sameScale } from "./measureForms.ts";
import classes from "./MeasureForm.module.css";

interface MeasureFormProps {
  expectation: Expectation;
  promised: number | null;
  hasPromises: boolean;
}

/** How an expectation is measured, as a sentence with blanks. */
export function MeasureForm({ expectation, promised, hasPromises }: MeasureFormProps) {
  const { measure } = expectation;
  const canEdit = useCanEdit();
  const patch = usePatch("expectation", expectation.id);
  const [rescaled, setRescaled] = useState(false);
  const form = formOf(measure);

  /** Levels written on another scale mean nothing on this one, so they go with it. */
  const change = (next: Measure) => {
    if (sameScale(measure, next)) return patch({ measure: next });
    const cleared: Patch<"expectation"> = {
      desired: null,
      adequate: null,
      expected: null,
      belief: null,
      standard: null,
      perceived: null,
    };
    const done = patch({ measure: next, ...cleared });
    if (done) setRescaled(true);
    return done;
  };
  /** Fields of the measure that stay on its scale; `null` takes one away. */
  const set = (fields: { [F in keyof Measure]?: Measure[F] | null }) =>
    change(
      Object.fromEntries(
        Object.entries({ ...measure, ...fields }).filter(([, value]) => value !== null && value !== undefined),
      ) as Measure,
    );

  if (!canEdit) return <ReadOnlyField label="Measured as">{measureSentence(measure, promised)}</ReadOnlyField>;
  const plain = measureForms.filter(({ advanced }) => !advanced);
  const more = measureForms.filter(({ advanced }) => advanced);
  return (
    <div className={classes.form}>
      <SelectField
        label="How do you know it is kept?"
        value={form}
        options={[...plain, ...more].map(({ name, label }) => ({ value: name, label }))}
        hint={measureForms.find(({ name }) => name === form)?.hint}
        onCommit={(name) => name !== null && name !== form && change(measureInForm(name, measure))}
      />
      <div className={classes.blanks}>
        {form === "within" && (
          <>
            <SelectField
              label="Counts when it takes"
              value={measure.within ?? "atMost"}
              options={[
                { value: "atMost", label: "at most" },
                { value: "atLeast", label: "at least" },
              ]}
              onCommit={(within) => set({ within })}
            />
            <NumberField
              label="Limit"
              value={measure.threshold}
              required="Say how much time (or what else) counts as met"
              onCommit={(threshold) => set({ threshold })}
            />
          </>
        )}
        {form === "cadence" && (
          <>
            <NumberField
              label="Every"
              value={measure.threshold}
              required="Say how often an update comes"
              min={0}
              onCommit={(threshold) => set({ threshold })}
            />
            <SelectField
              label="Unit"
              value={cadenceUnitOf(measure)}
              options={(Object.keys(cadenceUnits) as CadenceUnit[]).map((unit) => ({ value: unit, label: unit }))}
              onCommit={(unit) => unit !== null && set({ unit: cadenceUnitText(unit) })}
            />
          </>
        )}
        {form === "percentile" && (
          <NumberField
            label="Of the cases"
            value={measure.percentile}
            suffix="%"
            min={0}
            max={1}
            digits={(value) => String(Number((value * 100).toPrecision(12)))}
            parse={(text) => parsePercent(text)}
            onCommit={(percentile) => set({ percentile })}
          />
        )}
        {form === "rating" && (
          <>
            <NumberField
              label="Lowest answer"
              value={measure.min ?? 1}
              required="A scale has a lowest answer"
              onCommit={(min) => set({ min })}
            />
            <NumberField
              label="Highest answer"
              value={measure.max ?? 7}
              required="A scale has a highest answer"
              onCommit={(max) => set({ max })}
            />
          </>
        )}
        {form !== "share" && form !== "cadence" && form !== "boolean" && form !== "rating" && (
          <TextField
            label="Unit"
            value={measure.unit}
            placeholder="minutes, €, errors"
            onCommit={(unit) => set({ unit })}
          />
        )}
        {form !== "boolean" && (
          <SelectField
            label="Better is"
            value={measure.direction ?? "higher"}
            options={[
              { value: "higher", label: isShare(measure) ? "more often" : "more" },
              { value: "lower", label: isShare(measure) ? "less often" : "less" },
            ]}
            onCommit={(direction) => set({ direction: direction === "higher" && isShare(measure) ? null : direction })}
          />
        )}
      </div>
      <p className={classes.sentence}>{measureSentence(measure, promised)}</p>
      {rescaled && (
        <output className={classes.rescaled}>
          The scale is another now, so its levels were cleared{hasPromises ? "; check what the promises below say" : ""}
          . Undo brings them back.
        </output>
      )}
    </div>
  );
}

function parsePercent(text: string) {
  const value = Number(text.replace(",", ".").replace("%", ""));
  return Number.isFinite(value) && value >= 0 && value <= 100
    ? { value: value / 100 }
    : { problem: "Must lie between 0 and 100%" };
}
