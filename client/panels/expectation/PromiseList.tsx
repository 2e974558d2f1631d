import { Plus } from "lucide-react";
import { useState } from "react";
import type { Measure } from "../../../shared/model/expectation.ts";
import type { Expectation, PromiseRecord } from "../../../shared/model/kinds.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { levelSuffix, parseLevel } from "../measure/levels.ts";
import { Empty, Section } from "../Section.tsx";
import { PromiseItem } from "./PromiseItem.tsx";
import { type Blank, Starter } from "../Starter.tsx";
import { useAdd } from "../usePatch.ts";

interface PromiseListProps {
  expectation: Expectation;
  promises: readonly PromiseRecord[];
  /** The one that is measured against: the most demanding that holds. */
  chosen: string | null;
}

/** What customers are told about one expectation. */
export function PromiseList({ expectation, promises, chosen }: PromiseListProps) {
  const canEdit = useCanEdit();
  const add = useAdd("promise");
  const [starting, setStarting] = useState(false);
  const [added, setAdded] = useState<string>();
  return (
    <Section
      title={promises.length > 1 ? `${promises.length} promises` : "Promise"}
      actions={
        canEdit &&
        !starting && (
          <Button icon={Plus} onClick={() => setStarting(true)}>
            Add promise
          </Button>
        )
      }
    >
      {promises.length === 0 && !starting && <Empty>No promises yet. What do you tell customers here?</Empty>}
      {promises.map((promise) => (
        <PromiseItem
          key={promise.id}
          promise={promise}
          expectation={expectation}
          chosen={promise.id === chosen && promises.length > 1}
          open={promise.id === added}
        />
      ))}
      {starting && (
        <Starter
          submit="Add promise"
          blanks={promiseBlanks(expectation.measure)}
          onCancel={() => setStarting(false)}
          onSubmit={(values) => {
            const id = add({ ...values, expectation: expectation.id });
            if (id === undefined) return false;
            setStarting(false);
            setAdded(id);
            return true;
          }}
        />
      )}
    </Section>
  );
}

/** What a promise cannot be without: its words, and how much they promise. */
function promiseBlanks(measure: Measure): Blank[] {
  const always = measure.kind === "boolean";
  return [
    {
      name: "wording",
      label: "Wording, as customers read it",
      placeholder: "We reply within two hours",
      required: "Write what customers are told",
    },
    {
      name: "level",
      label: always ? "How often, if not always" : "How much",
      suffix: levelSuffix(measure),
      placeholder: always ? "100" : undefined,
      required: always ? undefined : "Say how much is promised",
      parse: (text) => parseLevel(measure, text),
    },
  ];
}
