import { Plus } from "lucide-react";
import { useState } from "react";
import { statusesWorstFirst } from "../../../shared/alignment/status.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { openExpectation, useOpenExpectation } from "../jump.ts";
import { type MeasureFormName, measureForms, measureInForm } from "../measure/measureForms.ts";
import { Empty, Section } from "../Section.tsx";
import { type Blank, Starter } from "../Starter.tsx";
import { useExpectations } from "../useOwned.ts";
import { useAdd } from "../usePatch.ts";
import { ExpectationCard } from "./ExpectationCard.tsx";

/** What customers expect at a touchpoint; the one that was asked for is open, an only one is open by itself. */
export function ExpectationList({ touchpoint }: { touchpoint: string }) {
  const expectations = useExpectations(touchpoint);
  const canEdit = useCanEdit();
  const add = useAdd("expectation");
  const focused = useOpenExpectation();
  const [closed, setClosed] = useState(false);
  const [starting, setStarting] = useState(false);
  const insights = useInsights();
  const asked = expectations.find(({ id }) => id === focused)?.id;
  const open = asked ?? (expectations.length === 1 && !closed ? expectations[0]?.id : undefined);
  const counts = statusesWorstFirst.map(
    (status) => expectations.filter(({ id }) => insights.expectations[id]?.status === status).length,
  );
  const broken = counts[0] ?? 0;
  return (
    <Section
      title={
        expectations.length === 0
          ? "Expectations"
          : `${expectations.length} ${expectations.length === 1 ? "expectation" : "expectations"}${broken > 0 ? `, ${broken} broken` : ""}`
      }
      actions={
        canEdit &&
        !starting && (
          <Button icon={Plus} onClick={() => setStarting(true)}>
            Add expectation
          </Button>
        )
      }
    >
      {expectations.length === 0 && !starting && (
        <Empty>Nothing expected yet. What does a customer count on here, in a sentence?</Empty>
      )}
      {starting && (
        <Starter
          submit="Add expectation"
          blanks={blanks}
          onCancel={() => setStarting(false)}
          onSubmit={({ statement, form }) => {
            const measure = measureInForm(form as MeasureFormName, { kind: "boolean" });
            const id = add({ touchpoint, statement: statement as string, measure });
            if (id === undefined) return false;
            setStarting(false);
            openExpectation(id);
            return true;
          }}
        />
      )}
      {expectations.map((expectation) => (
        <ExpectationCard
          key={expectation.id}
          expectation={expectation}
          open={expectation.id === open}
          onToggle={() => {
            setClosed(expectation.id === open);
            openExpectation(expectation.id === open ? undefined : expectation.id);
          }}
        />
      ))}
    </Section>
  );
}

const blanks: readonly Blank[] = [
  {
    name: "statement",
    label: "What customers expect, in their words",
    placeholder: "A reply within two hours",
    required: "Write what customers expect",
  },
  {
    name: "form",
    label: "How do you know it is kept?",
    initial: "within",
    options: measureForms.map(({ name, label }) => ({ value: name, label })),
  },
];
