import { Trash2 } from "lucide-react";
import { useAll, useCanEdit, useRecord } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { NewNamed } from "../fields/NewNamed.tsx";
import type { NamedKind } from "../fields/PickField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Empty, Section } from "../Section.tsx";
import { useDelete } from "../useDelete.ts";
import { usePatch } from "../usePatch.ts";
import classes from "./ListsView.module.css";

const lists = [
  { kind: "channel", title: "Channels", empty: "No channels yet: web, app, phone, counter." },
  { kind: "department", title: "Departments", empty: "No departments yet: who promises, and who keeps it?" },
  { kind: "persona", title: "Personas", empty: "No personas yet: whose journey is this?" },
] as const;

/** The channels, departments and personas of the map, to name anew, add and delete. */
export function ListsView() {
  return lists.map(({ kind, title, empty }) => <NamedList key={kind} kind={kind} title={title} empty={empty} />);
}

function NamedList({ kind, title, empty }: { kind: NamedKind; title: string; empty: string }) {
  const all = useAll(kind);
  const canEdit = useCanEdit();
  return (
    <Section title={title}>
      {all.length === 0 && <Empty>{empty}</Empty>}
      {all.map((record) => (
        <NamedRow key={record.id} kind={kind} record={record} />
      ))}
      {canEdit && <NewNamed kind={kind} />}
    </Section>
  );
}

function NamedRow({ kind, record }: { kind: NamedKind; record: { id: string; name: string } }) {
  const patch = usePatch(kind, record.id);
  const remove = useDelete();
  const canEdit = useCanEdit();
  const { id, name } = record;
  return (
    <div className={classes.row}>
      <TextField
        label={`Name of the ${kind}`}
        hideLabel
        value={name}
        required={`A ${kind} needs a name`}
        onCommit={(next) => next !== null && patch({ name: next })}
      />
      {kind === "channel" && <OnlineField id={id} />}
      {canEdit && (
        <IconButton
          size="small"
          label={`Delete ${kind} ${name}`}
          icon={Trash2}
          onClick={() => remove([{ kind, id }], `${kind} “${name}”`)}
        />
      )}
    </div>
  );
}

function OnlineField({ id }: { id: string }) {
  const channel = useRecord("channel", id);
  const patch = usePatch("channel", id);
  if (channel === undefined) return undefined;
  const { name, online } = channel;
  return (
    <SelectField
      label={`${name} is online or in person`}
      hideLabel
      value={online === undefined ? undefined : online ? "online" : "person"}
      empty="not said"
      options={[
        { value: "online", label: "online" },
        { value: "person", label: "in person" },
      ]}
      onCommit={(next) => patch({ online: next === null ? null : next === "online" })}
    />
  );
}
