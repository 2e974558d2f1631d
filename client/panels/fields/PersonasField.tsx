import { useState } from "react";
import { useAll, useCanEdit } from "../../state/useMap.ts";
import { Button } from "../Button.tsx";
import { ChipsField } from "./ChipsField.tsx";
import { useCreateNamed } from "./PickField.tsx";
import { TextField } from "./TextField.tsx";

interface PersonasFieldProps {
  value: readonly string[];
  onCommit: (value: string[]) => void;
}

/** The personas that pass here; a new one is made in place. */
export function PersonasField({ value, onCommit }: PersonasFieldProps) {
  const all = useAll("persona");
  const canEdit = useCanEdit();
  const createNamed = useCreateNamed("persona");
  const [naming, setNaming] = useState(false);
  return (
    <>
      {all.length > 0 && (
        <ChipsField
          label="Personas"
          term="persona"
          value={value}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          onCommit={onCommit}
        />
      )}
      {canEdit && !naming && (
        <span>
          <Button onClick={() => setNaming(true)}>New persona</Button>
        </span>
      )}
      {naming && (
        <TextField
          label="New persona"
          takesFocus
          value=""
          placeholder="Its name, then Enter"
          onCancel={() => setNaming(false)}
          onCommit={(name) => {
            setNaming(false);
            const id = name === null ? undefined : createNamed(name);
            if (id !== undefined) onCommit([...value.filter((each) => each !== id), id]);
            return true;
          }}
        />
      )}
    </>
  );
}
