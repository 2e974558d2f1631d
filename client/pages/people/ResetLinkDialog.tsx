import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { Person } from "../../../shared/api/workspaces.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyField } from "../CopyField.tsx";
import { FormError } from "../entry/FormError.tsx";
import classes from "./Form.module.css";

/** A link to a new password, to be passed on by hand; made by a press, because whoever has it takes the account. */
export function ResetLinkDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const make = useMutation({ mutationFn: () => peopleRequest("createResetLink", { params: { person: person.id } }) });
  return (
    <Modal opened onClose={onClose} size={520} title={`A new password for ${person.name}`}>
      <div className={`${classes.form} ${classes.wide}`}>
        <p className={classes.text}>
          The link leads to a page where a new password is chosen. Whoever has it takes the account: give it to nobody
          but {person.name}. The password there is now works until then.
        </p>
        <FormError message={make.error?.message} />
        {make.data !== undefined && (
          <>
            <CopyField label="Link" value={new URL(make.data.url, window.location.origin).toString()} />
            <p className={`${classes.text} ${classes.muted}`}>It works until {timeOf(make.data.expiresAt)}.</p>
          </>
        )}
        <div className={classes.end}>
          <Button onClick={onClose}>{make.data === undefined ? "Cancel" : "Done"}</Button>
          {make.data === undefined && (
            <Button primary busy={make.isPending} onClick={() => make.mutate()}>
              Make the link
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function timeOf(iso: string): string {
  return new Date(iso).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}
