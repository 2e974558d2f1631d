import { type ReactNode, useId } from "react";
import fieldClasses from "../fields/Field.module.css";

interface LocalFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  suffix?: string | undefined;
  placeholder?: string | undefined;
  hint?: ReactNode;
  numeric?: boolean;
}

/** A field whose text this tab alone has: for trying something out, by viewers too. */
export function LocalField({ label, value, onChange, suffix = "", placeholder, hint, numeric }: LocalFieldProps) {
  const id = useId();
  return (
    <div className={fieldClasses.field}>
      <label htmlFor={id} className={fieldClasses.label}>
        {label}
      </label>
      <span className={numeric === true ? fieldClasses.number : undefined}>
        <input
          id={id}
          className={fieldClasses.control}
          autoComplete="off"
          inputMode={numeric === true ? "decimal" : undefined}
          placeholder={placeholder}
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        {suffix !== "" && <span className={fieldClasses.suffix}>{suffix}</span>}
      </span>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={fieldClasses.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
