import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { type NamedKind, useCreateNamed } from "./PickField.tsx";
import { TextField } from "./TextField.tsx";

interface NewNamedProps {
  kind: NamedKind;
  /** Gets the one that was made, or that had this name already. */
  onMade?: (id: string) => void;
}

/** A button that makes a channel, department or persona by its name. */
export function NewNamed({ kind, onMade }: NewNamedProps) {
  const createNamed = useCreateNamed(kind);
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <span>
        <Button onClick={() => setNaming(true)}>New {kind}</Button>
      </span>
    );
  }
  return (
    <TextField
      label={`New ${kind}`}
      takesFocus
      value=""
      placeholder="Its name, then Enter"
      onCancel={() => setNaming(false)}
      onCommit={(name) => {
        setNaming(false);
        const id = name === null ? undefined : createNamed(name);
        if (id !== undefined) onMade?.(id);
        return true;
      }}
    />
  );
}
