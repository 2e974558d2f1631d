import { Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { promisedLevel, promiseState } from "../../../shared/model/activePromise.ts";
import type { Expectation, PromiseRecord } from "../../../shared/model/kinds.ts";
import { useAll, useCanEdit, useMap, useMapFields } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { DateField } from "../fields/DateField.tsx";
import { Editing } from "../fields/editing.tsx";
import { LinkOut } from "../fields/LinkOut.tsx";
import { LevelField } from "../fields/LevelField.tsx";
import { PickField } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { parseUrl, TextField } from "../fields/TextField.tsx";
import { formatLevel } from "../measure/levels.ts";
import { measureSentence } from "../measure/measureForms.ts";
import { Pair } from "../Section.tsx";
import { dayOf } from "../today.ts";
import { useDelete } from "../useDelete.ts";
import { usePatch } from "../usePatch.ts";
import { ItemFold } from "./ItemFold.tsx";

interface PromiseItemProps {
  promise: PromiseRecord;
  expectation: Expectation;
  chosen: boolean;
  open: boolean;
}

/** One promise: its words and level in a line, its fields when it is open. */
export function PromiseItem({ promise, expectation, chosen, open }: PromiseItemProps) {
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
          <LinkOut url={promise.url}>Open where it stands</LinkOut>
          {sources.length > 0 && (
            <SelectField
              label="Source"
              value={sources.some(({ id }) => id === promise.source) ? promise.source : undefined}
              empty="–"
              options={sources.map(({ id, title }) => ({ value: id, label: title }))}
              onCommit={(source) => patch({ source })}
            />
          )}
          <LinkOut url={sources.find(({ id }) => id === promise.source)?.url}>Open the source</LinkOut>
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
