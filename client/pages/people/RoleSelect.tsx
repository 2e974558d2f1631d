import { NativeSelect } from "@mantine/core";
import type { Role } from "../../../shared/api/people.ts";
import { roleChoices } from "./roles.ts";

interface RoleSelectProps<R extends Role> {
  /** A visible label, or the name for screen readers where it stands in a list. */
  label: string;
  hideLabel?: boolean;
  value: R;
  choices?: readonly R[];
  disabled?: boolean;
  onChange: (role: R) => void;
}

/** Chooses a role. */
export function RoleSelect<R extends Role>(props: RoleSelectProps<R>) {
  const { label, hideLabel = false, value, choices, disabled = false, onChange } = props;
  return (
    <NativeSelect
      {...(hideLabel ? { "aria-label": label } : { label })}
      data={roleChoices.filter((choice) => choices === undefined || choices.some((each) => each === choice.value))}
      value={value}
      disabled={disabled}
      // The choices are the only values.
      onChange={(event) => onChange(event.currentTarget.value as R)}
    />
  );
}
