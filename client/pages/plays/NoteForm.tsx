import { useId } from "react";
import { limits } from "../../../shared/limits.ts";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { useRunInHand } from "./runContext.ts";
import { useRemembered } from "./useRemembered.ts";

interface NoteFormProps {
  label: string;
  submit: string;
  placeholder?: string;
  primary?: boolean;
  onNote: (text: string) => unknown;
}

/** A line that must be written before the button does anything. */
export function NoteForm({ label, submit, placeholder, primary = false, onNote }: NoteFormProps) {
  const id = useId();
  const { run } = useRunInHand();
  const [text, setText] = useRemembered(`${run.id} ${label}`, "");
  const clean = noteOf(text);
  return (
    <form
      className={classes.group}
      onSubmit={(event) => {
        event.preventDefault();
        if (clean === "" || onNote(clean) === false) return;
        setText("");
      }}
    >
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
        id={id}
        className={classes.search}
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        enterKeyHint="done"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <BigButton submit primary={primary} disabled={clean === ""}>
        {submit}
      </BigButton>
    </form>
  );
}

/** What was typed, as it can be stored. */
export function noteOf(text: string): string {
  const storable = text.replaceAll(/\0|\p{Surrogate}/gu, "").trim();
  return Array.from(storable)
    .slice(0, limits.runNoteChars / 2)
    .join("");
}
