import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { WorkspaceItem } from "../../../shared/api/people.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { goTo } from "../../state/place.ts";
import { showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";
import { roleMeanings, roleNames } from "./roles.ts";
import { useAct } from "./useAct.ts";

/** A workspace's name, one's own leaving, and its end. */
export function WorkspaceSettings({ workspace }: { workspace: WorkspaceItem }) {
  const isOwner = workspace.role === "owner";
  return (
    <>
      {isOwner && <Rename workspace={workspace} />}
      <Leave workspace={workspace} />
      {isOwner && <Delete workspace={workspace} />}
    </>
  );
}

function Rename({ workspace }: { workspace: WorkspaceItem }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest("renameWorkspace", { params: { workspace: workspace.id }, body: { name } });
    await queryClient.invalidateQueries({ queryKey: ["me"] });
    showNotice("The workspace has a new name.");
  });
  return (
    <Part title="Name" text="Everybody in it sees it.">
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Name of the workspace"
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          error={problemOf("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormError message={message} />
        <div className={classes.start}>
          <Button submit busy={busy} disabled={name.trim() === "" || name.trim() === workspace.name}>
            Rename
          </Button>
        </div>
      </form>
    </Part>
  );
}

function Leave({ workspace: { id, name, role } }: { workspace: WorkspaceItem }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const members = useQuery(peopleQueries.members(id)).data;
  const isOnlyOwner =
    role === "owner" && members?.filter((member) => member.role === "owner" && !member.isDisabled).length === 1;
  const leave = useAct({
    work: () => peopleRequest("leaveWorkspace", { params: { workspace: id } }),
    failed: "You are still in this workspace",
    done: () => {
      goTo("/");
      void queryClient.invalidateQueries();
      showNotice(`You have left “${name}”.`);
    },
  });
  return (
    <Part title="Your part in it" text={`${roleNames[role]}: ${roleMeanings[role]}.`}>
      {isOnlyOwner ? (
        <p className={classes.text}>You are its only owner. Make somebody else an owner first; then you can leave.</p>
      ) : (
        <Button busy={leave.isPending} onClick={() => setAsking(true)}>
          Leave this workspace
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={`Leave “${name}”?`}
          text="Its maps are no longer in your list and close at once. To come back you have to be invited again."
          verb="Leave"
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            leave.mutate();
          }}
        />
      )}
    </Part>
  );
}

function Delete({ workspace: { id, name } }: { workspace: WorkspaceItem }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const remove = useAct({
    work: () => peopleRequest("deleteWorkspace", { params: { workspace: id } }),
    failed: "The workspace was not deleted",
    done: () => {
      goTo("/");
      void queryClient.invalidateQueries();
      showNotice(`The workspace “${name}” is deleted.`);
    },
  });
  return (
    <Part
      title="Delete"
      text="Only a workspace without maps can be deleted. Move its maps first, or delete them; the bin counts too."
    >
      <Button danger busy={remove.isPending} onClick={() => setAsking(true)}>
        Delete this workspace
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          text="Its members lose it, and its invitations are worth nothing any more. This cannot be undone."
          verb="Delete"
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            remove.mutate();
          }}
        />
      )}
    </Part>
  );
}
