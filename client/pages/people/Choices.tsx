import { useId } from "react";
import classes from "./Form.module.css";

interface ChoicesProps<T extends string> {
  label: string;
  choices: readonly { value: T; label: string; meaning: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few ways, each with what it means. */
export function Choices<T extends string>({ label, choices, value, onChange }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className={classes.choices}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <strong>{choice.label}</strong>
          <small>{choice.meaning}</small>
        </label>
      ))}
    </fieldset>
  );
}
