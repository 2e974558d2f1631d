import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ItemFold } from "../expectation/ItemFold.tsx";
import { CheckField } from "../fields/CheckField.tsx";
import { DateField } from "../fields/DateField.tsx";
import { ShareField } from "../fields/ShareField.tsx";
import { Term } from "../fields/Term.tsx";
import { TextField } from "../fields/TextField.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { Empty, Pair, Section } from "../Section.tsx";
import { type Blank, Starter } from "../Starter.tsx";
import { removeRow } from "../plays/focusAfter.ts";
import type { ItemFields } from "../plays/itemLists.ts";
import { useItemList } from "../plays/useItemList.ts";
import { usePatch } from "../usePatch.ts";
import classes from "./PreventionList.module.css";

type Prevention = NonNullable<WeakSpot["preventions"]>[number];

/** What makes a weak spot fail less often; apart from plan B, which makes a failure hurt less. */
export function PreventionList({ spot }: { spot: WeakSpot }) {
  const preventions = spot.preventions ?? [];
  const canEdit = useCanEdit();
  const patch = usePatch("weakSpot", spot.id);
  const { mirror } = useMap();
  const list = useItemList(
    preventions,
    () => mirror.read("weakSpot", spot.id)?.preventions,
    (next) => patch({ preventions: next ?? [] }),
  );
  const [starting, setStarting] = useState(false);
  return (
    <Section
      title={<Term of="prevention">Prevent it: fails less often</Term>}
      actions={
        canEdit &&
        !starting && (
          <Button icon={Plus} onClick={() => setStarting(true)}>
            Add prevention
          </Button>
        )
      }
    >
      {preventions.length === 0 && !starting && <Empty>Nothing yet. What would make it happen less often?</Empty>}
      {preventions.map((prevention, index) => (
        <PreventionItem
          key={list.keys[index]}
          prevention={prevention}
          isCounted={(spot.passages ?? 0) > 0}
          change={(fields) => list.change(index, fields)}
          remove={() => list.remove(index)}
        />
      ))}
      {starting && (
        <Starter
          submit="Add prevention"
          blanks={blanks}
          onCancel={() => setStarting(false)}
          onSubmit={(values) => {
            const isDone = list.add(values as Prevention);
            if (isDone) setStarting(false);
            return isDone;
          }}
        />
      )}
    </Section>
  );
}

const blanks: readonly Blank[] = [
  {
    name: "text",
    label: "What is done about it",
    placeholder: "Show the bag allowance at checkout",
    required: "Write what is done about it",
  },
  { name: "owner", label: "Owner", placeholder: "Who does it", half: true },
  { name: "dueOn", label: "Due", type: "date", half: true },
];

interface PreventionItemProps {
  prevention: Prevention;
  /** Whether passages were counted at the weak spot. */
  isCounted: boolean;
  change: (fields: ItemFields<Prevention>) => boolean;
  remove: () => boolean;
}

function PreventionItem({ prevention, isCounted, change, remove }: PreventionItemProps) {
  const canEdit = useCanEdit();
  const { text, owner, dueOn, done = false, oddsRatio } = prevention;
  return (
    <ItemFold title={text} note={done ? "done" : [owner, dueOn].filter(Boolean).join(" · ") || "open"}>
      <TextField
        label="What is done about it"
        value={text}
        required="A prevention needs its words"
        onCommit={(next) => next !== null && change({ text: next })}
      />
      <Pair>
        <TextField label="Owner" value={owner} onCommit={(next) => change({ owner: next })} />
        <DateField label="Due" value={dueOn} onCommit={(next) => change({ dueOn: next })} />
      </Pair>
      <CheckField label="Done" value={done} onCommit={(next) => change({ done: next })} />
      <ShareField
        label="Expected to lower the odds of failing by"
        value={oddsRatio === undefined ? undefined : Number((1 - oddsRatio).toPrecision(12))}
        placeholder="not stated"
        onCommit={(next) => change({ oddsRatio: next === null ? null : Number((1 - next).toPrecision(12)) })}
      />
      <p className={classes.effect}>{effectWords(prevention, isCounted)}</p>
      {canEdit && (
        <span>
          <IconButton
            size="small"
            label="Delete prevention"
            icon={Trash2}
            onClick={({ currentTarget }) => removeRow(currentTarget, remove)}
          />
        </span>
      )}
    </ItemFold>
  );
}

/** What a prevention does to the probability now, and why. */
function effectWords({ done = false, oddsRatio }: Prevention, isCounted: boolean): string {
  if (!done) return "It changes no figure until it is done.";
  if (oddsRatio === undefined)
    return "The probability stays as it is: say by how much it is expected to lower the odds, or count passages and failures since it was done.";
  const counted = isCounted ? " Failures counted before that day still weigh in; count anew from it." : "";
  return `It lowers the probability: the odds of failing count × ${formatNumber(oddsRatio)}.${counted}`;
}
