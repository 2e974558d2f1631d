import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import { rehearsalState } from "../../../shared/recovery/playFacts.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { parseDay } from "../evidence/parseDay.ts";
import { DateField } from "../fields/DateField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Empty, Pair } from "../Section.tsx";
import { Starter } from "../Starter.tsx";
import { usePatch } from "../usePatch.ts";
import { removeRow } from "./focusAfter.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { useItemList } from "./useItemList.ts";
import { useJudging } from "./useJudging.ts";
import { formatScore } from "./words.ts";

/** When the play was rehearsed and what was found; a past one can be added by hand. */
export function Rehearsals({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const canEdit = useCanEdit();
  const { mirror } = useMap();
  const { today, halfLifeDays } = useJudging();
  const [adding, setAdding] = useState(false);
  const { rehearsals = [] } = play;
  const state = rehearsalState(play, today, halfLifeDays);
  const part = usePlayReadiness(play.id)?.parts.find(({ name }) => name === "rehearsal");
  const newestFirst = rehearsals
    .map((rehearsal, index) => ({ rehearsal, index }))
    .toSorted((a, b) => (a.rehearsal.on < b.rehearsal.on ? 1 : -1));
  const list = useItemList(
    rehearsals,
    () => mirror.read("play", play.id)?.rehearsals,
    (next) => patch({ rehearsals: next }),
  );
  const day = (text: string) => {
    const parsed = parseDay(text);
    if ("problem" in parsed || parsed.value <= today) return parsed;
    return { problem: `This map counts to ${today}: a later rehearsal does not count yet` };
  };
  return (
    <PlayFold
      group="rehearsals"
      title="Rehearsals"
      note={
        state.state === "never" ? "never rehearsed" : `${state.days} d ago${state.state === "stale" ? ", stale" : ""}`
      }
    >
      {rehearsals.length === 0 ? (
        <Empty>Never rehearsed. Until somebody has tried it, it is a plan on paper: readiness stops at 80.</Empty>
      ) : (
        part !== undefined && (
          <p className={classes.lead}>
            The last one gives {formatScore(part.points)} of {part.most} points; after {halfLifeDays} days it counts
            half.
          </p>
        )
      )}
      {newestFirst.map(({ rehearsal: { on, participants = [], score, findings = [] }, index }) => (
        <div key={list.keys[index]} data-row className={classes.item} role="group" aria-label={`Rehearsal of ${on}`}>
          <div className={classes.itemHead}>
            <Pair>
              <DateField
                label="Day"
                value={on}
                onCommit={(next) => next !== null && list.change(index, { on: next })}
              />
              <NumberField
                label="Score"
                value={score}
                placeholder="not scored"
                onCommit={(next) => list.change(index, { score: next })}
              />
            </Pair>
            {canEdit && (
              <IconButton
                size="small"
                label={`Delete the rehearsal of ${on}`}
                icon={Trash2}
                onClick={({ currentTarget }) => removeRow(currentTarget, () => list.remove(index))}
              />
            )}
          </div>
          <TextField
            label="Who took part"
            value={participants.join(", ")}
            onCommit={(text) => list.change(index, { participants: listOf(text, /[,;\n]/u) })}
          />
          <TextField
            label="What was found, one a line"
            value={findings.join("\n")}
            multiline
            onCommit={(text) => list.change(index, { findings: listOf(text, /\n/u) })}
          />
        </div>
      ))}
      <Place of="rehearsal">
        {canEdit && !adding && (
          <span>
            <Button icon={Plus} onClick={() => setAdding(true)}>
              Add a past rehearsal
            </Button>
          </span>
        )}
        {adding && (
          <Starter
            submit="Add rehearsal"
            blanks={[
              { name: "on", label: "Day", type: "date", initial: today, required: "Say when it was", parse: day },
              { name: "findings", label: "What was found", placeholder: "Nobody had the number of the duty manager" },
            ]}
            onCancel={() => setAdding(false)}
            onSubmit={({ on, findings }) => {
              const added = { on: String(on), ...(typeof findings === "string" ? { findings: [findings] } : {}) };
              if (!list.add(added)) return false;
              setAdding(false);
              return true;
            }}
          />
        )}
      </Place>
    </PlayFold>
  );
}

function listOf(text: string | null, apart: RegExp): string[] | null {
  const items = (text ?? "")
    .split(apart)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  return items.length === 0 ? null : items;
}
