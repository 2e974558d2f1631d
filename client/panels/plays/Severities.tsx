import type { Play } from "../../../shared/model/kinds.ts";
import { ChipsField } from "../fields/ChipsField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { usePatch } from "../usePatch.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { severityWords } from "./words.ts";

/** For which severities the play has a variant, and how often it works. */
export function Severities({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const { severities = [], effectiveness } = play;
  return (
    <PlayFold group="severities" title="Severities and effect" note={`${new Set(severities).size} of 5 covered`}>
      <p className={classes.lead}>A wrong invoice and a missed wedding need different answers. Which does it have?</p>
      <Place of="severities">
        <ChipsField
          label="Severities it has an answer for"
          value={severities.map(String)}
          options={severityWords.map((label, index) => ({ value: String(index + 1), label }))}
          onCommit={(next) => patch({ severities: next.length === 0 ? null : next.map(Number) })}
        />
      </Place>
      <NumberField
        label="How often it recovers the customer, when it is carried out"
        value={effectiveness === undefined ? undefined : effectiveness * 100}
        min={0}
        max={100}
        suffix="%"
        placeholder="50, assumed"
        digits={(value) => String(Math.round(value * 100) / 100)}
        onCommit={(next) => patch({ effectiveness: next === null ? null : next / 100 })}
      />
    </PlayFold>
  );
}
