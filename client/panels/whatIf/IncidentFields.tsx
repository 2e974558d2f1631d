import type { Scenario } from "../../../shared/model/kinds.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Empty, Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { Verdict } from "./Verdict.tsx";

type Incident = NonNullable<Scenario["incident"]>;

/** What each severity is like. */
export const severityWords = [
  { value: "1", label: "1: trivial" },
  { value: "2", label: "2: a wrong invoice" },
  { value: "3", label: "3: money or time lost, and given back" },
  { value: "4", label: "4: part of it cannot be undone" },
  { value: "5", label: "5: cannot be undone, a missed wedding" },
] as const;

const yesNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
] as const;

const questions = [
  { field: "foreseeable", label: "Could it be seen coming?" },
  { field: "thirdPartyExplanation", label: "Does somebody else explain it credibly?" },
  { field: "fixed", label: "Is it put right?" },
  { field: "extra", label: "Is something extra given?" },
  { field: "followUpMissed", label: "Was the follow-up missed?" },
  { field: "recoveryFailed", label: "Did the recovery itself fail?" },
] as const satisfies readonly { field: keyof Incident; label: string }[];

/** The incident that the scenario is about, in plain questions, and what a recovery can hope for. */
export function IncidentFields({ scenario }: { scenario: Scenario }) {
  const canEdit = useCanEdit();
  const patch = usePatch("scenario", scenario.id);
  const { incident } = scenario;
  if (incident === undefined) {
    return (
      <Section title="Can a recovery win them over?">
        <Empty>What happens to the customer here, in a few questions: most of the time the answer is no.</Empty>
        {canEdit && (
          <span>
            <Button onClick={() => patch({ incident: {} })}>Describe the incident</Button>
          </span>
        )}
      </Section>
    );
  }
  // A field that is taken back is left out: unknown is not an answer.
  const set = (fields: { [F in keyof Incident]?: Incident[F] | null }) => {
    const next = Object.fromEntries(Object.entries({ ...incident, ...fields }).filter(([, value]) => value !== null));
    return patch({ incident: next });
  };
  return (
    <Section title="Can a recovery win them over?">
      <Verdict incident={incident} />
      <SelectField
        label="How bad is it?"
        value={incident.severity === undefined ? undefined : (`${incident.severity}` as "1")}
        options={severityWords}
        empty="Not known"
        onCommit={(severity) => set({ severity: severity === null ? null : Number(severity) })}
      />
      <NumberField
        label="How often did something fail this customer before, in 24 months?"
        value={incident.priorFailures}
        placeholder="Not known"
        min={0}
        whole
        onCommit={(priorFailures) => set({ priorFailures })}
      />
      <SelectField
        label="Does the customer believe you could have avoided it?"
        value={incident.preventable}
        options={[
          { value: "no", label: "No" },
          { value: "partly", label: "Partly" },
          { value: "yes", label: "Yes" },
        ]}
        empty="Not known"
        onCommit={(preventable) => set({ preventable })}
      />
      {questions.map(({ field, label }) => (
        <SelectField
          key={field}
          label={label}
          value={incident[field] === undefined ? undefined : incident[field] ? "yes" : "no"}
          options={yesNo}
          empty="Not known"
          onCommit={(answer) => set({ [field]: answer === null ? null : answer === "yes" })}
        />
      ))}
      <NumberField
        label="How do customers rate the recovery, 1–7?"
        value={incident.recoveryRating}
        placeholder="Not known"
        min={1}
        max={7}
        onCommit={(recoveryRating) => set({ recoveryRating })}
      />
      {canEdit && (
        <span>
          <Button onClick={() => patch({ incident: null })}>Leave the incident out</Button>
        </span>
      )}
    </Section>
  );
}
