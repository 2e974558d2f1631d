import { Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { goTo } from "../../state/place.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";

/** Makes a workspace and leads to its members, to invite the first. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    const { id } = await peopleRequest("createWorkspace", { body: { name } });
    await queryClient.invalidateQueries({ queryKey: ["me"] });
    goTo(`/workspaces/${encodeURIComponent(id)}`);
  });
  return (
    <Modal opened onClose={onClose} title="New workspace">
      <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
        <TextInput
          label="Name of the workspace"
          description="A team, a client, a line of business: who works on the same maps."
          required
          withAsterisk={false}
          data-autofocus
          maxLength={100}
          value={name}
          error={problemOf("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormError message={message} />
        <div className={classes.end}>
          <Button onClick={onClose}>Cancel</Button>
          <Button primary submit busy={busy}>
            Make it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
