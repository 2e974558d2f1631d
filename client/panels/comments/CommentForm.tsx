import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { AppError } from "../../../shared/errors.ts";
import { limits } from "../../../shared/limits.ts";
import { Button } from "../../ui/Button.tsx";
import fieldClasses from "../fields/Field.module.css";
import { useEscape } from "../useEscape.ts";
import classes from "./Comments.module.css";

interface CommentFormProps {
  /** What is written here, for a screen reader and as the placeholder. */
  label: string;
  /** The button, verb first. */
  submit: string;
  initial?: string;
  takesFocus?: boolean;
  /** Saves the text. @throws AppError when it was refused; the text stays. */
  onSubmit: (text: string) => Promise<unknown>;
  /** Puts the form away; without it the form stays and is emptied when it was sent. */
  onCancel?: () => void;
}

/** A field for a comment. Ctrl or Command with Enter sends it, Escape puts it away. */
export function CommentForm({ label, submit, initial = "", takesFocus = false, onSubmit, onCancel }: CommentFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEscape(form, () => onCancel?.());

  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy || text.trim() === "") return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(text.trim());
      if (onCancel === undefined) setText("");
      else onCancel();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
  };

  const isBegun = text !== "" || onCancel !== undefined;
  return (
    <form ref={form} className={classes.form} onSubmit={(event) => void send(event)}>
      <textarea
        className={fieldClasses.control}
        rows={isBegun ? 2 : 1}
        aria-label={label}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : id}
        placeholder={label}
        maxLength={limits.commentChars}
        // Only where the person has just asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={takesFocus}
        // What is on its way is not changed under it.
        readOnly={busy}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      {problem !== undefined && (
        <span id={id} role="alert" className={fieldClasses.problem}>
          {problem}
        </span>
      )}
      {isBegun && (
        <span className={classes.buttons}>
          <Button primary submit busy={busy} disabled={text.trim() === ""}>
            {submit}
          </Button>
          {onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
        </span>
      )}
    </form>
  );
}
