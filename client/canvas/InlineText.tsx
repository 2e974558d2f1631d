import { useEffectEvent, useLayoutEffect, useRef } from "react";
import { limits } from "../../shared/limits.ts";
import { mergeText } from "../state/mergeText.ts";
import classes from "./InlineText.module.css";

interface InlineTextProps {
  value: string;
  label: string;
  /** Line breaks belong to the text; else Enter ends the writing. */
  multiline?: boolean;
  /** Called once, with the new text when it differs and is not empty. */
  onDone: (text: string | undefined) => void;
}

/** A text that is being written where it stands: Enter, leaving or going away keeps it, Escape does not. */
export function InlineText({ value, label, multiline = false, onDone }: InlineTextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isDone = useRef(false);
  // What was there when the writing began; others may rename meanwhile.
  const initial = useRef(value);

  const finish = (text: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    const written = text?.trim();
    if (written === undefined || written === "" || written === initial.current.trim()) onDone(undefined);
    else onDone(multiline ? mergeText(initial.current, written, value) : written);
  };
  const finishAtEnd = useEffectEvent(finish);
  useLayoutEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.select();
    // In the layout phase: an effect's cleanup would come after the session that writes is closed.
    return () => finishAtEnd(element?.value);
  }, []);

  return (
    <textarea
      ref={field}
      className={`${classes.field} nodrag nopan nowheel`}
      aria-label={label}
      defaultValue={value}
      maxLength={limits.labelChars}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") finish(undefined);
        if (event.key !== "Enter" || event.nativeEvent.isComposing || (multiline && !event.ctrlKey && !event.metaKey))
          return;
        event.preventDefault();
        finish(event.currentTarget.value);
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
