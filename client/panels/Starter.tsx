import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import fieldClasses from "./fields/Field.module.css";
import type { Option } from "./fields/SelectField.tsx";
import { useFocusAtFirst } from "./fields/useFocusAtFirst.ts";
import type { Parsed } from "./measure/numbers.ts";
import classes from "./Starter.module.css";
import { useEscape } from "./useEscape.ts";
import { useGiveBackFocus } from "./useGiveBackFocus.ts";

/** One blank of a form that makes a record. */
export interface Blank {
  name: string;
  label: string;
  /** Why it cannot be left empty. */
  required?: string | undefined;
  suffix?: string | undefined;
  placeholder?: string | undefined;
  /** Takes half of the width. */
  half?: boolean | undefined;
  type?: "date" | undefined;
  /** A choice instead of a text. */
  options?: readonly Option<string>[] | undefined;
  /** What it starts with. */
  initial?: string | undefined;
  parse?: ((text: string) => Parsed<unknown>) | undefined;
}

interface StarterProps {
  blanks: readonly Blank[];
  /** The button that makes it, verb first. */
  submit: string;
  /** Gets what was filled in; `false` when it was refused. */
  onSubmit: (values: Record<string, unknown>) => boolean;
  onCancel: () => void;
}

/** A short form that makes a record in one step: only what it cannot be without. Escape puts it away. */
export function Starter({ blanks, submit, onSubmit, onCancel }: StarterProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEscape(form, onCancel);
  useGiveBackFocus(form);
  const first = useFocusAtFirst<HTMLInputElement & HTMLSelectElement>(true);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(blanks.map(({ name, initial = "" }) => [name, initial])),
  );
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});

  const send = (event: FormEvent) => {
    event.preventDefault();
    const values: Record<string, unknown> = {};
    const found: Record<string, string> = {};
    for (const blank of blanks) {
      const text = (texts[blank.name] ?? "").trim();
      if (text === "") {
        if (blank.required !== undefined) found[blank.name] = blank.required;
        continue;
      }
      const parsed = blank.parse?.(text) ?? { value: text };
      if ("value" in parsed) values[blank.name] = parsed.value;
      else found[blank.name] = parsed.problem;
    }
    setProblems(found);
    const wrong = blanks.find(({ name }) => found[name] !== undefined);
    if (wrong === undefined) onSubmit(values);
    else form.current?.querySelector<HTMLElement>(`[name="${wrong.name}"]`)?.focus();
  };

  return (
    <form ref={form} className={classes.starter} noValidate onSubmit={send}>
      {blanks.map((blank, index) => {
        const problem = problems[blank.name];
        const shared = {
          id: `${id}-${blank.name}`,
          name: blank.name,
          ref: index === 0 ? first : undefined,
          className: fieldClasses.control,
          value: texts[blank.name] ?? "",
          "aria-invalid": problem === undefined ? undefined : true,
          "aria-describedby": problem === undefined ? undefined : `${id}-${blank.name}-problem`,
          onChange: (event: { target: { value: string } }) => {
            const text = event.target.value;
            setTexts((before) => ({ ...before, [blank.name]: text }));
          },
        };
        return (
          <div key={blank.name} className={`${fieldClasses.field} ${blank.half === true ? classes.half : ""}`}>
            <label htmlFor={shared.id} className={fieldClasses.label}>
              {blank.label}
            </label>
            {blank.options === undefined ? (
              <span className={blank.suffix === undefined ? undefined : fieldClasses.number}>
                <input {...shared} type={blank.type ?? "text"} autoComplete="off" placeholder={blank.placeholder} />
                {blank.suffix !== undefined && <span className={fieldClasses.suffix}>{blank.suffix}</span>}
              </span>
            ) : (
              <select {...shared}>
                {blank.options.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
            {problem !== undefined && (
              <span id={`${id}-${blank.name}-problem`} className={fieldClasses.problem} role="alert">
                {problem}
              </span>
            )}
          </div>
        );
      })}
      <div className={classes.buttons}>
        <Button primary submit>
          {submit}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
