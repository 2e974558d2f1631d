import { useAll, useCanEdit } from "../../state/useMap.ts";
import { ChipsField } from "./ChipsField.tsx";
import { NewNamed } from "./NewNamed.tsx";

interface PersonasFieldProps {
  value: readonly string[];
  onCommit: (value: string[]) => void;
}

/** The personas that pass here; a new one is made in place. */
export function PersonasField({ value, onCommit }: PersonasFieldProps) {
  const all = useAll("persona");
  const canEdit = useCanEdit();
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
      {canEdit && <NewNamed kind="persona" onMade={(id) => onCommit([...value.filter((each) => each !== id), id])} />}
    </>
  );
}
