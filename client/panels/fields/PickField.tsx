import { useState } from "react";
import { useAll } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import type { FieldLabel } from "./Field.tsx";
import { SelectField } from "./SelectField.tsx";
import { TextField } from "./TextField.tsx";

/** The kinds that are picked by name, and made by it where none fits. */
export type NamedKind = "channel" | "department" | "persona";

const create = "\0new";

interface PickFieldProps extends FieldLabel {
  kind: NamedKind;
  value: string | undefined;
  /** What leaving it open means, such as the name it then takes from the touchpoint. */
  empty?: string;
  onCommit: (id: string | null) => void;
}

/** A channel, department or persona, by name; “New …” makes one in place. */
export function PickField({ kind, value, empty = "–", onCommit, ...label }: PickFieldProps) {
  const all = useAll(kind);
  // Who ended the naming by Enter or Escape goes on from here; who left the field is elsewhere already.
  const [mode, setMode] = useState<"pick" | "name" | "named">("pick");
  const createNamed = useCreateNamed(kind);
  if (mode === "name") {
    return (
      <div onBlur={() => setMode("pick")}>
        <TextField
          {...label}
          label={`New ${kind}`}
          takesFocus
          onCancel={() => setMode("named")}
          value=""
          placeholder="Its name, then Enter"
          onCommit={(name) => {
            setMode("named");
            const id = name === null ? undefined : createNamed(name);
            if (id !== undefined) onCommit(id);
            return true;
          }}
        />
      </div>
    );
  }
  return (
    <SelectField
      {...label}
      value={all.some((each) => each.id === value) ? value : undefined}
      empty={empty}
      options={[...all.map(({ id, name }) => ({ value: id, label: name })), { value: create, label: `New ${kind}…` }]}
      takesFocus={mode === "named"}
      onCommit={(id) => (id === create ? setMode("name") : onCommit(id))}
    />
  );
}

/** Makes a channel, department or persona, or finds the one of that name. */
export function useCreateNamed(kind: NamedKind): (name: string) => string | undefined {
  const all = useAll(kind);
  const run = useRun();
  return (name) => {
    const same = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (same !== undefined) return same.id;
    const commands = { channel: "addChannel", department: "addDepartment", persona: "addPersona" } as const;
    return (run(commands[kind], { name }) as { id: string } | undefined)?.id;
  };
}
