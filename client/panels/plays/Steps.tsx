import { ListOrdered, Plus } from "lucide-react";
import { useState } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import type { PlayPlace } from "../../../shared/recovery/pillars.ts";
import { type ScriptFault, scriptAdvice } from "../../../shared/recovery/script.ts";
import { type Phase, type Step, phasesInOrder } from "../../../shared/recovery/phases.ts";
import { isInOrder, moveStep, placeOfNew, putInOrder } from "../../../shared/recovery/stepOrder.ts";
import { announce } from "../../state/announce.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../inspector/Notice.tsx";
import { Empty, Section } from "../Section.tsx";
import { Starter } from "../Starter.tsx";
import { usePatch } from "../usePatch.ts";
import { HandleTime } from "./HandleTime.tsx";
import { Place, usePlaces } from "./places.tsx";
import { StepItem } from "./StepItem.tsx";
import { useItemList } from "./useItemList.ts";
import { phaseWords } from "./words.ts";

/** What is missing of the steps leads to the step it is about, else to the button that adds one. */
const stepPlaces: readonly PlayPlace[] = [...phasesInOrder, "script"];
const wordFaults: ReadonlySet<ScriptFault> = new Set(["blame", "favour", "manager"]);

/** What the team does, in the graded order. */
export function Steps({ play }: { play: Play }) {
  const { steps = [] } = play;
  const canEdit = useCanEdit();
  const patch = usePatch("play", play.id);
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<number>();
  const advice = scriptAdvice(play);
  const { mirror } = useMap();
  const read = () => mirror.read("play", play.id)?.steps;
  const { keys, keysOf, edit, change, remove } = useItemList(steps, read, (next) => patch({ steps: next ?? [] }));
  const hasAcknowledged = steps.some(({ phase }) => phase === "acknowledge");
  const ordered = isInOrder(steps);
  const { wanted } = usePlaces();
  const target =
    wanted === "script"
      ? (advice.find(({ fault }) => wordFaults.has(fault))?.step ?? -1)
      : steps.findIndex(({ phase }) => phase === wanted);
  const targetKey = keys[target];
  if (targetKey !== undefined && targetKey !== opened) setOpened(targetKey);

  const add = (fields: Pick<Step, "phase" | "text">) => {
    const now = read() ?? [];
    const at = placeOfNew(now, fields.phase);
    const next = [...now.slice(0, at), fields, ...now.slice(at)];
    if (!patch({ steps: next })) return false;
    setAdding(false);
    setOpened(keysOf(next)[at]);
    return true;
  };
  const move = (index: number, by: -1 | 1) => {
    if (!edit(index, (now, at) => moveStep(now, at, by))) return;
    setOpened(keys[index]);
    announce(`Step ${index + by + 1} of ${steps.length}`);
  };
  return (
    <Section
      title="Steps"
      actions={
        canEdit &&
        !adding && (
          <Place of={targetKey === undefined ? stepPlaces : []}>
            <Button icon={Plus} onClick={() => setAdding(true)}>
              Add step
            </Button>
          </Place>
        )
      }
    >
      {steps.length === 0 && !adding && (
        <Empty>No steps yet. Begin with what is said first: an apology, and by when.</Empty>
      )}
      {!ordered && (
        <Notice>
          A step stands out of order: acknowledge, understand, fix, extra, follow up.{" "}
          {canEdit && (
            <Place of="order">
              <Button icon={ListOrdered} onClick={() => patch({ steps: putInOrder(read() ?? []) })}>
                Put in order
              </Button>
            </Place>
          )}
        </Notice>
      )}
      {steps.map((step, index) => (
        <StepItem
          key={keys[index]}
          isWanted={index === target}
          step={step}
          play={play}
          advice={advice.filter((each) => each.step === index)}
          asksAllowed={hasAcknowledged}
          open={keys[index] === opened}
          onToggle={(open) => setOpened((before) => (open ? keys[index] : before === keys[index] ? undefined : before))}
          set={(fields) => change(index, fields)}
          remove={() => remove(index)}
          move={(by) => move(index, by)}
          canMove={(by) => moveStep(steps, index, by) !== undefined}
        />
      ))}
      <HandleTime play={play} />
      {adding && (
        <Starter
          submit="Add step"
          blanks={[
            {
              name: "phase",
              label: "Which step",
              initial: firstMissing(steps),
              options: phasesInOrder.map((phase) => ({ value: phase, label: phaseWords[phase] })),
            },
            { name: "text", label: "What is done", required: "Write what is done" },
          ]}
          onCancel={() => setAdding(false)}
          onSubmit={(values) => add({ phase: values.phase as Phase, text: String(values.text) })}
        />
      )}
    </Section>
  );
}

function firstMissing(steps: readonly Step[]): Phase {
  return phasesInOrder.find((phase) => !steps.some((step) => step.phase === phase)) ?? "fix";
}
