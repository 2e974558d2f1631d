import { useCanEdit } from "../../state/useMap.ts";
import type { Parsed } from "../measure/numbers.ts";
import { type FieldLabel, Field, ReadOnlyField } from "./Field.tsx";
import classes from "./Field.module.css";
import { useFocusAtFirst } from "./useFocusAtFirst.ts";
import { useDraft } from "./useDraft.ts";

interface TextFieldProps extends FieldLabel {
  value: string | undefined;
  /** Writes the text; `null` when it was emptied. `false` when it was refused. */
  onCommit: (value: string | null) => boolean;
  /** Why an empty field cannot be taken; without it, empty is fine. */
  required?: string | undefined;
  /** Refuses or rewrites what was typed. */
  parse?: ((text: string) => Parsed<string>) | undefined;
  multiline?: boolean | undefined;
  /** The record's own name at the top of a panel. */
  title?: boolean | undefined;
  placeholder?: string | undefined;
  onCancel?: (() => void) | undefined;
  /** Takes the focus when it appears: only where the person has just asked for it. */
  takesFocus?: boolean | undefined;
}

/** A text of a record, written when it is left. */
export function TextField({
  value = "",
  onCommit,
  required,
  parse,
  multiline,
  title,
  placeholder,
  onCancel,
  takesFocus,
  ...label
}: TextFieldProps) {
  const canEdit = useCanEdit();
  const focusRef = useFocusAtFirst<HTMLInputElement>(takesFocus);
  const { problem, props } = useDraft<string | null>({
    text: value,
    multiline,
    onCancel,
    parse(text) {
      const trimmed = multiline === true ? text : text.trim();
      if (trimmed.trim() === "") return required === undefined ? { value: null } : { problem: required };
      return parse?.(trimmed) ?? { value: trimmed };
    },
    commit: onCommit,
  });
  if (!canEdit) return value === "" ? undefined : <ReadOnlyField {...label}>{value}</ReadOnlyField>;
  const className = title === true ? `${classes.control} ${classes.title}` : classes.control;
  return (
    <Field {...label} problem={problem}>
      {(ids) =>
        multiline === true || title === true ? (
          <textarea {...ids} {...props} rows={title === true ? 1 : 2} placeholder={placeholder} className={className} />
        ) : (
          <input {...ids} {...props} ref={focusRef} placeholder={placeholder} className={className} />
        )
      }
    </Field>
  );
}

/** Reads an address that is safe to follow; one without its start gets `https://`. */
export function parseUrl(text: string): Parsed<string> {
  const full = /^[a-z][a-z\d+.-]*:/iu.test(text) ? text : `https://${text}`;
  return /^(https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(full)
    ? { value: full }
    : { problem: "Write a web address such as https://example.com/terms" };
}
