import { PasswordInput, TextInput } from "@mantine/core";

interface FieldProps {
  value: string;
  onChange: (value: string) => void;
  error?: string;
  description?: string;
  autoFocus?: boolean;
}

/** The name that others see. */
export function NameField({ onChange, description = "Others see it beside your cursor.", ...rest }: FieldProps) {
  return (
    <TextInput
      label="Your name"
      description={description}
      autoComplete="name"
      required
      withAsterisk={false}
      maxLength={80}
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The address one signs in with. @param isFixed it is said and cannot be changed here. */
export function EmailField({ onChange, isFixed = false, ...rest }: FieldProps & { isFixed?: boolean }) {
  return (
    <TextInput
      label="E-mail"
      type="email"
      autoComplete="username"
      required
      withAsterisk={false}
      maxLength={254}
      readOnly={isFixed}
      variant={isFixed ? "filled" : "default"}
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The password that one has. */
export function PasswordField({ onChange, label = "Password", ...rest }: FieldProps & { label?: string }) {
  return (
    <PasswordInput
      label={label}
      autoComplete="current-password"
      required
      withAsterisk={false}
      maxLength={128}
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A password that one chooses. */
export function NewPasswordField({ onChange, label = "Password", ...rest }: FieldProps & { label?: string }) {
  return (
    <PasswordInput
      label={label}
      description="At least 10 characters."
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={10}
      maxLength={128}
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
