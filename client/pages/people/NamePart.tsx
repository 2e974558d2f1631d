import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { queries } from "../../api/queries.ts";
import { showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { EmailField, NameField } from "../entry/EntryFields.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";

/** The name that others see, and the address, which stays. */
export function NamePart({ name: known, email }: { name: string; email: string }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(known);
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    queryClient.setQueryData(queries.me().queryKey, await peopleRequest("changeMe", { body: { name } }));
    showNotice("Your name is changed. Others see it as soon as you open a map.");
  });
  return (
    <Part title="You" text="What others call you, and the address you sign in with.">
      <form className={classes.form} onSubmit={submit}>
        <NameField value={name} error={problemOf("name")} onChange={setName} />
        <EmailField value={email} isFixed onChange={() => undefined} />
        <FormError message={message} />
        <div className={classes.start}>
          <Button submit busy={busy} disabled={name.trim() === known || name.trim() === ""}>
            Change name
          </Button>
        </div>
      </form>
    </Part>
  );
}
