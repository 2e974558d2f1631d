import { useId, useState } from "react";
import fieldClasses from "../fields/Field.module.css";

/** The seed of a simulation. It changes nothing of the map, so that viewers have it too. */
export function SeedField({ value, onCommit }: { value: number; onCommit: (value: number) => void }) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    const next = Number(draft);
    if (draft !== undefined && draft.trim() !== "" && Number.isInteger(next)) onCommit(Math.abs(next) % 2 ** 31);
    setDraft(undefined);
  };
  return (
    <div className={fieldClasses.field}>
      <label htmlFor={id} className={fieldClasses.label}>
        Seed
      </label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        className={fieldClasses.control}
        value={draft ?? String(value)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === "Enter" && commit()}
      />
    </div>
  );
}
