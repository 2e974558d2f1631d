import { humanFallback } from "../../../shared/alignment/humanFallback.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap, useRecord } from "../../state/useMap.ts";
import { TextField } from "../fields/TextField.tsx";
import { Term } from "../fields/Term.tsx";
import { Empty, Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { Notice } from "./Notice.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import { RollupLine } from "./RollupLine.tsx";
import { TouchpointLinks } from "./TouchpointLinks.tsx";

/** A stage: how its touchpoints stand together, and whether a customer can reach a person in it. */
export function StagePanel({ id }: { id: string }) {
  const stage = useRecord("stage", id);
  const { mirror } = useMap();
  const touchpoints = useAll("touchpoint").filter((each) => each.stage === id);
  useAll("channel");
  const rollup = useInsights().rollups.stages[id];
  const patch = usePatch("stage", id);
  if (stage === undefined) return <PanelFrame kind="Stage">This stage is gone.</PanelFrame>;
  const fallback = humanFallback(mirror).find((each) => each.stage === id)?.fallback;
  return (
    <PanelFrame kind="Stage" deletes={{ refs: [{ kind: "stage", id }], what: `stage “${stage.title}”` }}>
      <TextField
        label="Title"
        hideLabel
        title
        value={stage.title}
        required="A stage needs a name"
        onCommit={(title) => title !== null && patch({ title })}
      />
      {rollup !== undefined && rollup.worst !== null && <RollupLine dimension="stages" id={id} rollup={rollup} />}
      {fallback === "none" && (
        <Notice>
          No <Term of="humanFallback">person on hand</Term> in this stage: when the automatic way fails, a customer has
          nobody to turn to.
        </Notice>
      )}
      {fallback === "unknown" && touchpoints.length > 0 && (
        <Empty>The map does not say whether a customer can reach a person here. Give the touchpoints a channel.</Empty>
      )}
      <Section title={`${touchpoints.length} ${touchpoints.length === 1 ? "touchpoint" : "touchpoints"}`}>
        <TouchpointLinks touchpoints={touchpoints} />
      </Section>
    </PanelFrame>
  );
}
