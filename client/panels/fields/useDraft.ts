import { type ChangeEvent, type KeyboardEvent, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { Parsed } from "../measure/numbers.ts";
import { mergeText } from "../../state/mergeText.ts";
import { showError } from "../../state/notices.ts";

type Editable = HTMLInputElement | HTMLTextAreaElement;

export interface DraftOptions<T> {
  /** What the record says now, as text. */
  text: string;
  parse(text: string): Parsed<T>;
  /** Writes the value; `false` when it was refused, which keeps the draft. */
  commit(value: T): boolean;
  /** Enter makes a new line; Ctrl or Cmd with Enter commits. */
  multiline?: boolean | undefined;
  /** Escape in a field where nothing was typed; without it, that Escape is for whoever is around the field. */
  onCancel?: (() => void) | undefined;
}

export interface DraftProps {
  value: string;
  "aria-invalid": true | undefined;
  onChange(event: ChangeEvent<Editable>): void;
  onBlur(): void;
  onKeyDown(event: KeyboardEvent<Editable>): void;
}

/**
 * A field that is written when it is left or Enter is pressed, and put back by Escape. Text that cannot be taken stays
 * in the field with the reason; while somebody else changes the same long text, both changes are kept.
 */
export function useDraft<T>(options: DraftOptions<T>): { problem: string | undefined; props: DraftProps } {
  const { text, multiline } = options;
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [base, setBase] = useState(text);
  // What is typed and not written, also between an event and the next drawing: nothing may be written twice.
  const pending = useRef(draft);

  // A draft stands on the text it started from; when that moves, the draft moves with it.
  if (base !== text) {
    setBase(text);
    if (draft !== undefined && multiline === true) setDraft(mergeText(base, draft, text));
  }
  useLayoutEffect(() => {
    pending.current = draft;
  }, [draft]);

  const change = (next: string | undefined) => {
    pending.current = next;
    setDraft(next);
    setProblem(undefined);
  };
  const commit = () => {
    const typed = pending.current;
    if (typed === undefined) return;
    if (typed === text) return change(undefined);
    const parsed = options.parse(typed);
    if ("problem" in parsed) return setProblem(parsed.problem);
    if (options.commit(parsed.value)) change(undefined);
  };

  // A click that selects something else on the canvas, or the browser's Back, takes the field away without a blur. In
  // the layout phase: an effect's cleanup would come after the session that writes is closed.
  const commitAtEnd = useEffectEvent(() => {
    commit();
    const refused = pending.current?.trim();
    if (refused === undefined || refused === "") return;
    const parsed = options.parse(refused);
    showError(`“${refused}” was not kept`, "problem" in parsed ? parsed.problem : "");
  });
  useLayoutEffect(() => () => commitAtEnd(), []);

  return {
    problem,
    props: {
      value: draft ?? text,
      "aria-invalid": problem === undefined ? undefined : true,
      onChange: (event) => change(event.target.value),
      onBlur: commit,
      onKeyDown(event) {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter" && (multiline !== true || event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          commit();
        } else if (event.key === "Escape" && (draft !== undefined || options.onCancel !== undefined)) {
          // The first Escape puts the field back; the next one is for whoever is around it.
          event.preventDefault();
          event.stopPropagation();
          if (draft === undefined) options.onCancel?.();
          change(undefined);
        }
      },
    },
  };
}
