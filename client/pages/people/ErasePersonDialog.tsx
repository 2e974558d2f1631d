import { Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Person } from "../../../shared/api/workspaces.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import { ErasurePoints } from "./ErasurePoints.tsx";
import classes from "./Form.module.css";

/** Erases somebody's account, once its address was typed. */
export function ErasePersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const { busy, submit, message } = useSubmit(async () => {
    await peopleRequest("erasePerson", { params: { person: person.id } });
    showNotice("The account is erased.");
    onClose();
    await queryClient.invalidateQueries({ queryKey: ["people"] });
  });
  return (
    <Modal opened onClose={onClose} size={520} title={`Erase the account of ${person.name}?`}>
      <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
        <ErasurePoints whose="this person’s" />
        <TextInput
          label="The account’s e-mail address, to be sure"
          autoComplete="off"
          required
          withAsterisk={false}
          data-autofocus
          maxLength={254}
          placeholder={person.email}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <FormError message={message} />
        <div className={classes.end}>
          <Button onClick={onClose}>Cancel</Button>
          <Button danger submit busy={busy} disabled={email.trim().toLowerCase() !== person.email.toLowerCase()}>
            Erase for ever
          </Button>
        </div>
      </form>
    </Modal>
  );
}
