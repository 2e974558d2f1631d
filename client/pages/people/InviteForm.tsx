import { TextInput } from "@mantine/core";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../../shared/api/people.ts";
import type { Invited } from "../../../shared/api/workspaces.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyField } from "../CopyField.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";
import { RoleSelect } from "./RoleSelect.tsx";
import { roleMeanings } from "./roles.ts";

interface InviteFormProps {
  invite: (body: { email: string; role: Role }) => Promise<Invited>;
  refresh: readonly QueryKey[];
  /** What each role lets one do here. */
  meanings?: Record<Role, string>;
}

/** Invites somebody by e-mail address with a role; says what came of it, and shows the link that was not mailed. */
export function InviteForm({ invite, refresh, meanings = roleMeanings }: InviteFormProps) {
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const [result, setResult] = useState<Invited & { email: string }>();
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    setResult(undefined);
    setResult({ ...(await invite({ email, role })), email });
    setEmail("");
    await Promise.all(refresh.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  });
  return (
    <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
      <div className={classes.row}>
        <TextInput
          className={classes.grow}
          label="E-mail"
          type="email"
          autoComplete="off"
          required
          withAsterisk={false}
          maxLength={254}
          value={email}
          error={problemOf("email")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleSelect label="Role" value={role} onChange={setRole} />
        <Button primary submit busy={busy}>
          Invite
        </Button>
      </div>
      <p className={`${classes.text} ${classes.muted}`}>
        {role === "editor" || role === "owner" ? "An" : "A"} {role} {meanings[role]}.
      </p>
      <FormError message={message} />
      {result !== undefined && (
        <div role="status">
          <p className={classes.text}>{resultWords(result)}</p>
          {result.url !== null && (
            <CopyField
              key={result.url}
              label={`Link for ${result.email}`}
              value={new URL(result.url, window.location.origin).toString()}
              hint="It leads in whoever has it, once. It is shown this once; copy it now and send it yourself."
            />
          )}
        </div>
      )}
    </form>
  );
}

function resultWords({ outcome, isMailed, email }: Invited & { email: string }): string {
  if (outcome === "added") return `${email} has an account and is in now.`;
  return isMailed ? `An invitation is on its way to ${email}.` : `${email} is invited.`;
}
