import type { Play } from "../../../shared/model/kinds.ts";
import { operatorWords, triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { useAll } from "../../state/useMap.ts";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { type ItemFields, mergedOrNone } from "./itemLists.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { readValue } from "./readValue.ts";
import { TriggerCheck } from "./TriggerCheck.tsx";

type Trigger = NonNullable<Play["trigger"]>;

/** When a play starts, and whether the customer has to ask first. */
export function TriggerFields({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const { trigger = {} } = play;
  const sentence = triggerSentence(play.trigger);
  const metric = trigger.metric?.trim() ?? "";
  const sameMetric = useAll("play").filter(
    (each) => metric !== "" && each.trigger?.metric?.trim().toLowerCase() === metric.toLowerCase(),
  );
  const set = (fields: ItemFields<Trigger>) => patch({ trigger: mergedOrNone(play.trigger, fields) });
  return (
    <PlayFold group="trigger" title="Trigger" note={sentence === undefined ? "missing" : undefined}>
      {sentence !== undefined && <p className={classes.lead}>{sentence}.</p>}
      <Place of="trigger">
        <TextField
          label="When, in words"
          value={trigger.text}
          placeholder="A customer says that…"
          onCommit={(text) => set({ text })}
        />
      </Place>
      <Pair>
        <TextField
          label="Metric"
          value={trigger.metric}
          placeholder="delay"
          onCommit={(next) => set({ metric: next })}
        />
        <SelectField
          label="Condition"
          value={trigger.operator}
          empty="–"
          options={Object.entries(operatorWords).map(([value, label]) => ({
            value: value as NonNullable<Trigger["operator"]>,
            label,
          }))}
          onCommit={(operator) => set({ operator })}
        />
        <TextField
          label="Threshold"
          value={trigger.threshold === undefined ? undefined : String(trigger.threshold)}
          placeholder="180"
          onCommit={(text) => set({ threshold: text === null ? null : readValue(text) })}
        />
        <TextField label="Unit" value={trigger.unit} placeholder="min" onCommit={(unit) => set({ unit })} />
      </Pair>
      <Place of="automatic">
        <SelectField
          label="Who starts it"
          value={trigger.automatic === true ? "itself" : "hand"}
          options={[
            { value: "itself", label: "It starts by itself: no customer has to ask" },
            { value: "hand", label: "A person starts it" },
          ]}
          onCommit={(who) => set({ automatic: who === "itself" ? true : null })}
        />
      </Place>
      {sameMetric.length > 0 && <TriggerCheck plays={sameMetric} />}
    </PlayFold>
  );
}
