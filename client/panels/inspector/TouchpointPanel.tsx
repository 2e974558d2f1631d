import { Suspense } from "react";
import type { Touchpoint } from "../../../shared/model/kinds.ts";
import { holdsTouchpoints } from "../../../shared/model/lane.ts";
import { useTouchpointRollup } from "../../state/useInsights.ts";
import { useAll, useRecord } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { ExpectationList } from "../expectation/ExpectationList.tsx";
import { CheckField } from "../fields/CheckField.tsx";
import { PersonasField } from "../fields/PersonasField.tsx";
import { PickField } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { latePanels } from "../latePanels.ts";
import { Fold, Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { WeakSpotList } from "../weakSpots/WeakSpotList.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import { RollupLine } from "./RollupLine.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const TouchpointPlays = lazyPart(async () => (await latePanels.touchpointPlays()).TouchpointPlays);

/** A touchpoint: what it is, and what customers expect of it. */
export function TouchpointPanel({ id }: { id: string }) {
  const touchpoint = useRecord("touchpoint", id);
  const rollup = useTouchpointRollup(id);
  const patch = usePatch("touchpoint", id);
  if (touchpoint === undefined) return <PanelFrame kind="Touchpoint">This touchpoint is gone.</PanelFrame>;
  const { title } = touchpoint;
  return (
    <PanelFrame kind="Touchpoint" deletes={{ refs: [{ kind: "touchpoint", id }], what: `“${title}”` }}>
      <TextField
        label="Title"
        hideLabel
        title
        value={title}
        required="A touchpoint needs a name"
        onCommit={(next) => next !== null && patch({ title: next })}
      />
      {rollup !== undefined && rollup.worst !== null && <RollupLine dimension="touchpoints" id={id} rollup={rollup} />}
      <Pair>
        <PickField
          kind="channel"
          label="Channel"
          term="channel"
          value={touchpoint.channel}
          onCommit={(channel) => patch({ channel })}
        />
        <PickField
          kind="department"
          label="Department"
          term="department"
          value={touchpoint.department}
          onCommit={(department) => patch({ department })}
        />
      </Pair>
      <Details touchpoint={touchpoint} />
      <ExpectationList touchpoint={id} />
      <WeakSpotList touchpoint={id} />
      <Suspense>
        <TouchpointPlays touchpoint={touchpoint} />
      </Suspense>
    </PanelFrame>
  );
}

/** What is set once and rarely looked at again. */
function Details({ touchpoint }: { touchpoint: Touchpoint }) {
  const { id, stage, lane } = touchpoint;
  const patch = usePatch("touchpoint", id);
  const run = useRun();
  const stages = useAll("stage");
  const lanes = useAll("lane").filter(holdsTouchpoints);
  const move = (to: { stage?: string; lane?: string }) =>
    run("moveTouchpoints", { ids: [id], stage, lane, before: null, ...to });
  const marks = [
    touchpoint.momentOfTruth === true ? "moment of truth" : undefined,
    touchpoint.humanFallback === true ? "person on hand" : undefined,
  ].filter((mark) => mark !== undefined);
  return (
    <Fold title="Details" note={marks.join(" · ")}>
      <TextField
        label="Description"
        multiline
        value={touchpoint.description}
        onCommit={(description) => patch({ description: description ?? "" })}
      />
      <Pair>
        <SelectField
          label="Stage"
          value={stage}
          options={stages.map((each) => ({ value: each.id, label: each.title }))}
          onCommit={(next) => next !== null && move({ stage: next })}
        />
        <SelectField
          label="Lane"
          value={lane}
          options={lanes.map((each) => ({ value: each.id, label: each.title }))}
          onCommit={(next) => next !== null && move({ lane: next })}
        />
        <SelectField
          label="Kind"
          value={touchpoint.kind ?? "communicationPoint"}
          options={[
            { value: "communicationPoint", label: "Contact between two" },
            { value: "action", label: "Action of one" },
          ]}
          onCommit={(kind) => patch({ kind })}
        />
        <TextField
          label="Started by"
          term="initiator"
          value={touchpoint.initiator}
          onCommit={(initiator) => patch({ initiator })}
        />
        <TextField
          label="Received by"
          term="receiver"
          value={touchpoint.receiver}
          onCommit={(receiver) => patch({ receiver })}
        />
      </Pair>
      <CheckField
        label="Moment of truth"
        term="momentOfTruth"
        value={touchpoint.momentOfTruth ?? false}
        onCommit={(momentOfTruth) => patch({ momentOfTruth })}
      />
      <SelectField
        label="A person on hand"
        term="humanFallback"
        value={touchpoint.humanFallback === undefined ? undefined : touchpoint.humanFallback ? "yes" : "no"}
        empty="Follows from the channel"
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No, automatic only" },
        ]}
        onCommit={(next) => patch({ humanFallback: next === null ? null : next === "yes" })}
      />
      <TextField
        label="Questions asked here"
        term="questions"
        multiline
        value={touchpoint.questions}
        onCommit={(questions) => patch({ questions })}
      />
      <Pair>
        <TextField
          label="Kind of person needed"
          term="roleNeeded"
          value={touchpoint.roleNeeded}
          placeholder="Calm, likes people"
          onCommit={(roleNeeded) => patch({ roleNeeded })}
        />
        <SelectField
          label="Is there one?"
          value={touchpoint.roleFilled === undefined ? undefined : touchpoint.roleFilled ? "yes" : "no"}
          empty="Not said"
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No, not filled" },
          ]}
          onCommit={(next) => patch({ roleFilled: next === null ? null : next === "yes" })}
        />
      </Pair>
      <PersonasField value={touchpoint.personas ?? []} onCommit={(personas) => patch({ personas })} />
    </Fold>
  );
}
