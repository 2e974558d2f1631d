import { Plus, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { promisedLevel, promiseState } from "../../../shared/alignment/activePromise.ts";
import type { Measure } from "../../../shared/model/expectation.ts";
import type { Expectation, PromiseRecord } from "../../../shared/model/kinds.ts";
import { useAll, useCanEdit, useMap, useMapFields } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Button } from "../Button.tsx";
import { DateField } from "../fields/DateField.tsx";
import { Editing } from "../fields/editing.tsx";
import { LevelField } from "../fields/LevelField.tsx";
import { PickField } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { parseUrl, TextField } from "../fields/TextField.tsx";
import { formatLevel, levelSuffix, parseLevel } from "../measure/levels.ts";
import { measureSentence } from "../measure/measureForms.ts";
import { Empty, Pair, Section } from "../Section.tsx";
import { dayOf } from "../today.ts";
import { type Blank, Starter } from "../Starter.tsx";
import { useDelete } from "../useDelete.ts";
import { useAdd, usePatch } from "../usePatch.ts";
import { ItemFold } from "./ItemFold.tsx";

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

interface PromiseItemProps {
  promise: PromiseRecord;
  expectation: Expectation;
  chosen: boolean;
  open: boolean;
}

function PromiseItem({ promise, expectation, chosen, open }: PromiseItemProps) {
  const { measure } = expectation;
  const { mirror } = useMap();
  useMapFields();
  const canEdit = useCanEdit();
  const patch = usePatch("promise", promise.id);
  const remove = useDelete();
  const sources = useAll("source");
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) top.current?.querySelector("summary")?.focus();
  }, [open]);
  const state = promiseState(promise, dayOf(mirror));
  const level = promisedLevel(promise, measure);
  const notes = [
    chosen ? "counts" : undefined,
    state === "expired" ? "expired" : state === "future" ? "not yet" : undefined,
    formatLevel(measure, level),
  ].filter((note) => note !== undefined);
  return (
    <div ref={top}>
      <Editing kind="promise" id={promise.id}>
        <ItemFold title={`“${promise.wording}”`} note={notes.join(" · ")} faded={state !== "active"}>
          <TextField
            label="Wording, as customers read it"
            value={promise.wording}
            required="A promise needs its words"
            multiline
            onCommit={(wording) => wording !== null && patch({ wording })}
          />
          <LevelField
            label="Promised level"
            measure={measure}
            value={promise.level}
            required={measure.kind === "boolean" ? undefined : "Say how much is promised"}
            placeholder={measure.kind === "boolean" ? "100" : undefined}
            hint={measureSentence(measure, level)}
            onCommit={(next) => patch({ level: next })}
          />
          <Pair>
            <SelectField
              label="Kind"
              term="promiseKind"
              value={promise.kind ?? "explicit"}
              options={[
                { value: "explicit", label: "Explicit: said in words" },
                { value: "implicit", label: "Implicit: suggested" },
                { value: "legal", label: "Legal: owed by law or contract" },
              ]}
              onCommit={(kind) => patch({ kind })}
            />
            <PickField
              kind="department"
              label="Made by"
              value={promise.department}
              onCommit={(department) => patch({ department })}
            />
            <TextField
              label="Owner"
              value={promise.owner}
              placeholder="Who answers for it"
              onCommit={(owner) => patch({ owner })}
            />
            <PickField
              kind="channel"
              label="Said in channel"
              value={promise.channel}
              onCommit={(channel) => patch({ channel })}
            />
            <TextField
              label="Where it stands"
              value={promise.where}
              placeholder="Help page, advert"
              onCommit={(where) => patch({ where })}
            />
            <TextField
              label="Address"
              value={promise.url}
              placeholder="https://"
              parse={parseUrl}
              onCommit={(url) => patch({ url })}
            />
            <DateField
              label="Published"
              value={promise.publishedOn}
              onCommit={(publishedOn) => patch({ publishedOn })}
            />
            <DateField label="Holds until" value={promise.expiresOn} onCommit={(expiresOn) => patch({ expiresOn })} />
          </Pair>
          {sources.length > 0 && (
            <SelectField
              label="Source"
              value={sources.some(({ id }) => id === promise.source) ? promise.source : undefined}
              empty="–"
              options={sources.map(({ id, title }) => ({ value: id, label: title }))}
              onCommit={(source) => patch({ source })}
            />
          )}
          {canEdit && (
            <span>
              <IconButton
                size="small"
                label="Delete promise"
                icon={Trash2}
                onClick={() => remove([{ kind: "promise", id: promise.id }], `promise “${promise.wording}”`)}
              />
            </span>
          )}
        </ItemFold>
      </Editing>
    </div>
  );
}
