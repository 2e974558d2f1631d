import { phasesInOrder } from "../../../shared/recovery/phases.ts";
import { saysSorry } from "../../../shared/recovery/apology.ts";
import { allowance } from "../../../shared/recovery/authority.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { CheckField } from "../fields/CheckField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { PickField } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Pair } from "../Section.tsx";
import { Phrases } from "./Phrases.tsx";
import classes from "./Plays.module.css";
import type { StepProps } from "./stepProps.ts";
import { allowanceWords, justiceWords, phaseMeanings, phaseWords } from "./words.ts";

/** Everything of one step. */
export function StepFields({ step, play, set, asksAllowed }: StepProps) {
  const canEdit = useCanEdit();
  const allowed = allowance(play, step.cost);
  // An acknowledgement that apologises lacks only its time limit.
  const lacksLimit =
    step.phase === "acknowledge" && step.withinMinutes === undefined && saysSorry(`${step.text} ${step.script ?? ""}`);
  return (
    <>
      <TextField
        label="What is done"
        value={step.text}
        required="A step needs its words"
        multiline
        onCommit={(text) => text !== null && set({ text: text.trim() })}
      />
      <div className={classes.place} data-first={!lacksLimit || undefined}>
        <TextField
          label="What to say"
          value={step.script}
          multiline
          placeholder="I'm sorry. Let me see what I can do."
          onCommit={(script) => set({ script })}
        />
      </div>
      {canEdit && (
        <Phrases
          phase={step.phase}
          asksAllowed={asksAllowed || step.phase === "acknowledge"}
          onTake={(sentence) => set({ script: step.script === undefined ? sentence : `${step.script} ${sentence}` })}
        />
      )}
      <SelectField
        label="Which step it is"
        value={step.phase}
        options={phasesInOrder.map((phase) => ({ value: phase, label: phaseWords[phase] }))}
        hint={phaseMeanings[step.phase]}
        onCommit={(phase) => phase !== null && set({ phase })}
      />
      <Pair>
        <div className={classes.place} data-first={lacksLimit || undefined}>
          <NumberField
            label="Within, from the start"
            value={step.withinMinutes}
            min={0}
            suffix="min"
            onCommit={(withinMinutes) => set({ withinMinutes })}
          />
        </div>
        <NumberField
          label="After"
          value={step.afterDays}
          min={0}
          suffix="days"
          onCommit={(afterDays) => set({ afterDays })}
        />
        <NumberField
          label="Takes a person"
          value={step.takesMinutes}
          min={0}
          suffix="min"
          onCommit={(takesMinutes) => set({ takesMinutes })}
        />
        <PickField kind="channel" label="Channel" value={step.channel} onCommit={(channel) => set({ channel })} />
        <NumberField
          label="Cost"
          value={step.cost}
          min={0}
          suffix={play.currency}
          hint={step.cost === undefined ? undefined : capitalAllowance(allowed)}
          onCommit={(cost) => set({ cost })}
        />
        <SelectField
          label="Which justice it does"
          value={step.justice}
          empty="–"
          options={Object.entries(justiceWords).map(([value, label]) => ({
            value: value as keyof typeof justiceWords,
            label,
          }))}
          onCommit={(justice) => set({ justice })}
        />
      </Pair>
      <CheckField
        label="Gives back what the customer lost"
        value={step.givesBack ?? false}
        onCommit={(givesBack) => set({ givesBack: givesBack ? true : null })}
      />
    </>
  );
}

function capitalAllowance(allowed: ReturnType<typeof allowance>): string {
  const words = allowanceWords[allowed];
  return allowed === "allowed" ? "Allowed without asking" : words.slice(0, 1).toUpperCase() + words.slice(1);
}
