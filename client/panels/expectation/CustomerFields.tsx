import { useState } from "react";
import type { Expectation } from "../../../shared/model/kinds.ts";
import { dimensions, expectationOrigins } from "../../../shared/model/expectation.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { CheckField } from "../fields/CheckField.tsx";
import { DateField } from "../fields/DateField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { PickField } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { ShareField } from "../fields/ShareField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Fold, Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { KanoSurvey } from "./KanoSurvey.tsx";
import { kanoWords } from "./kanoWords.ts";

const dimensionWords: Readonly<Record<(typeof dimensions)[number], string>> = {
  reliability: "Reliability: as promised, every time",
  assurance: "Assurance: know-how and trust",
  tangibles: "Tangibles: what one sees and touches",
  empathy: "Empathy: care for this customer",
  responsiveness: "Responsiveness: prompt and willing",
};

const originWords: Readonly<Record<(typeof expectationOrigins)[number], string>> = {
  customers: "Customers told us",
  ownPromises: "Our own promises raised it",
  competitors: "Competitors do it",
  otherIndustry: "Benchmark from another industry",
  law: "Law or contract",
};

/** How much an expectation counts, for whom, and in which way. */
export function CustomerFields({ expectation, zeroTolerance }: { expectation: Expectation; zeroTolerance: boolean }) {
  const canEdit = useCanEdit();
  const patch = usePatch("expectation", expectation.id);
  const [asking, setAsking] = useState(false);
  const { kano, importance } = expectation;
  const note = [`counts ${importance ?? 1}×`, kano === "M" ? "must-be" : undefined].filter(
    (each) => each !== undefined,
  );
  return (
    <Fold title="What it means to customers" note={note.join(" · ")}>
      <Pair>
        <NumberField
          label="Importance"
          term="importance"
          value={importance}
          min={0}
          placeholder="1"
          onCommit={(next) => patch({ importance: next })}
        />
        <PickField
          kind="persona"
          label="Whose expectation"
          term="persona"
          value={expectation.persona}
          empty="Everybody's"
          onCommit={(persona) => patch({ persona })}
        />
      </Pair>
      <SelectField
        label="Effect on customers (Kano)"
        term="kano"
        value={kano}
        empty="Not asked yet (taken as: more is better)"
        options={kanoWords}
        onCommit={(next) => patch({ kano: next })}
      />
      {canEdit && !asking && (
        <span>
          <Button onClick={() => setAsking(true)}>Find it by two questions</Button>
        </span>
      )}
      {asking && (
        <KanoSurvey
          onClose={() => setAsking(false)}
          onUse={(next) => {
            if (patch({ kano: next })) setAsking(false);
          }}
        />
      )}
      <SelectField
        label="Side of service quality"
        term="dimension"
        value={expectation.dimension}
        empty="–"
        options={dimensions.map((dimension) => ({ value: dimension, label: dimensionWords[dimension] }))}
        onCommit={(dimension) => patch({ dimension })}
      />
      <CheckField
        label="No exception allowed"
        term="zeroTolerance"
        value={zeroTolerance}
        onCommit={(next) => patch({ zeroTolerance: next })}
      />
      <ShareField
        label="If this breaks, how many customers leave?"
        value={expectation.churnLink}
        placeholder="not stated"
        onCommit={(churnLink) => patch({ churnLink })}
      />
      <Pair>
        <SelectField
          label="Where it comes from"
          value={expectation.origin}
          empty="–"
          options={expectationOrigins.map((origin) => ({ value: origin, label: originWords[origin] }))}
          onCommit={(origin) => patch({ origin })}
        />
        <DateField
          label="Last asked for"
          term="recordedOn"
          value={expectation.recordedOn}
          onCommit={(recordedOn) => patch({ recordedOn })}
        />
      </Pair>
      <TextField
        label="What shaped it"
        value={expectation.originNote}
        placeholder="A consumer app that confirms at once"
        onCommit={(originNote) => patch({ originNote })}
      />
      <TextField
        label="Price and switching"
        term="positioning"
        value={expectation.positioning}
        placeholder="Would pay more elsewhere for certainty"
        multiline
        onCommit={(positioning) => patch({ positioning })}
      />
      <Pair>
        <PickField
          kind="channel"
          label="Channel"
          term="channel"
          value={expectation.channel}
          empty="The touchpoint's"
          onCommit={(channel) => patch({ channel })}
        />
        <PickField
          kind="department"
          label="Kept by"
          term="department"
          value={expectation.department}
          empty="The touchpoint's"
          onCommit={(department) => patch({ department })}
        />
      </Pair>
    </Fold>
  );
}
