import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { queries } from "../../api/queries.ts";
import { showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { NewPasswordField, PasswordField } from "../entry/EntryFields.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";

/** Changes the password, or sets a first one for who signed in without. */
export function PasswordPart({ hasPassword }: { hasPassword: boolean }) {
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest("changePassword", { body: { ...(hasPassword && { current }), password } });
    setCurrent("");
    setPassword("");
    showNotice(`Your password is ${hasPassword ? "changed" : "set"}. Other devices were signed out.`);
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: queries.me().queryKey }),
      queryClient.invalidateQueries({ queryKey: ["sessions"] }),
    ]);
  });
  return (
    <Part
      title="Password"
      text={
        hasPassword
          ? "Changing it signs you out on your other devices."
          : "You have none yet: you sign in by mail or with your organisation. With one you can sign in without them."
      }
    >
      <form className={classes.form} onSubmit={submit}>
        {hasPassword && (
          <PasswordField
            label="Password you have now"
            value={current}
            error={problemOf("current")}
            onChange={setCurrent}
          />
        )}
        <NewPasswordField label="New password" value={password} error={problemOf("password")} onChange={setPassword} />
        <FormError message={message} />
        <div className={classes.start}>
          <Button submit busy={busy}>
            {hasPassword ? "Change password" : "Set password"}
          </Button>
        </div>
      </form>
    </Part>
  );
}
