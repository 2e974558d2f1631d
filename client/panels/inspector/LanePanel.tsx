import { laneKinds } from "../../../shared/model/lane.ts";
import { useAll, useRecord } from "../../state/useMap.ts";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { PanelFrame } from "./PanelFrame.tsx";
import { TouchpointLinks } from "./TouchpointLinks.tsx";

const kindWords: Readonly<Record<(typeof laneKinds)[number], string>> = {
  touchpoints: "Touchpoints",
  physicalEvidence: "Physical evidence",
  customerActions: "Customer actions",
  frontstage: "Frontstage",
  backstage: "Backstage",
  support: "Support",
  curve: "The two lines",
  notes: "Notes",
};

/** A lane: its name, its kind, and what lies in it. */
export function LanePanel({ id }: { id: string }) {
  const lane = useRecord("lane", id);
  const touchpoints = useAll("touchpoint").filter((each) => each.lane === id);
  const patch = usePatch("lane", id);
  if (lane === undefined) return <PanelFrame kind="Lane">This lane is gone.</PanelFrame>;
  return (
    <PanelFrame kind="Lane" deletes={{ refs: [{ kind: "lane", id }], what: `lane “${lane.title}”` }}>
      <TextField
        label="Title"
        hideLabel
        title
        value={lane.title}
        required="A lane needs a name"
        onCommit={(title) => title !== null && patch({ title })}
      />
      <SelectField
        label="Kind"
        value={lane.kind}
        options={laneKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        onCommit={(kind) => kind !== null && patch({ kind })}
      />
      {touchpoints.length > 0 && (
        <Section title={`${touchpoints.length} ${touchpoints.length === 1 ? "touchpoint" : "touchpoints"}`}>
          <TouchpointLinks touchpoints={touchpoints} />
        </Section>
      )}
    </PanelFrame>
  );
}
