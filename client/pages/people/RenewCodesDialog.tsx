import { Modal } from "@mantine/core";
import { useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { BackupCodes } from "./BackupCodes.tsx";
import classes from "./Form.module.css";
import { ProveForm } from "./ProveForm.tsx";

/** New backup codes in place of the old ones. */
export function RenewCodesDialog({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Modal opened onClose={onClose} size={480} closeOnClickOutside={codes === undefined} title="New backup codes">
      {codes === undefined ? (
        <ProveForm
          hasPassword={hasPassword}
          asksCode
          verb="Make new codes"
          onClose={onClose}
          work={async (proof) => setCodes((await peopleRequest("renewBackupCodes", { body: proof })).backupCodes)}
        >
          <p className={classes.text}>The codes you have now stop working.</p>
        </ProveForm>
      ) : (
        <BackupCodes codes={codes} onDone={onClose} />
      )}
    </Modal>
  );
}
