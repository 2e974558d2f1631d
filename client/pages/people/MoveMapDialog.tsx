import { Modal, NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MapItem } from "../../../shared/api/maps.ts";
import type { WorkspaceItem } from "../../../shared/api/people.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { mayEdit } from "../../session/mayEdit.ts";
import { showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";

interface MoveMapDialogProps {
  map: MapItem;
  workspaces: readonly WorkspaceItem[];
  onClose: () => void;
}

/** Moves a map to another workspace in which one may make maps. */
export function MoveMapDialog({ map, workspaces, onClose }: MoveMapDialogProps) {
  const queryClient = useQueryClient();
  const choices = workspaces.filter(({ id, role }) => id !== map.workspace && mayEdit(role));
  const [workspace, setWorkspace] = useState(choices[0]?.id ?? "");
  const title = map.title || "Untitled map";
  const { busy, submit, message } = useSubmit(async () => {
    await peopleRequest("moveMap", { params: { map: map.id }, body: { workspace } });
    showNotice(`“${title}” is in “${choices.find(({ id }) => id === workspace)?.name}” now.`);
    onClose();
    await queryClient.invalidateQueries({ queryKey: ["maps"] });
  });
  return (
    <Modal opened onClose={onClose} title={`Move “${title}”`}>
      <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
        <NativeSelect
          label="To the workspace"
          data-autofocus
          data={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={workspace}
          onChange={(event) => setWorkspace(event.currentTarget.value)}
        />
        <p className={`${classes.text} ${classes.muted}`}>
          Members of that workspace can open it from then on. Members of the one it is in now can no longer, unless it
          is shared with them by itself. Share links go on working.
        </p>
        <FormError message={message} />
        <div className={classes.end}>
          <Button onClick={onClose}>Cancel</Button>
          <Button primary submit busy={busy}>
            Move
          </Button>
        </div>
      </form>
    </Modal>
  );
}
