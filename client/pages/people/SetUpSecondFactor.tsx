import { Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { StartedSecondFactor } from "../../../shared/api/accounts.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { queries } from "../../api/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import { BackupCodes } from "./BackupCodes.tsx";
import classes from "./Form.module.css";
import { keyOf } from "./keyOf.ts";
import { ProveForm } from "./ProveForm.tsx";
import { QrCode } from "./QrCode.tsx";

/** Three steps: that it is you, the app and its first code, the backup codes. It counts from the first code on. */
export function SetUpSecondFactor({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [started, setStarted] = useState<StartedSecondFactor>();
  const [isOn, setOn] = useState(false);
  return (
    <Modal opened onClose={onClose} size={480} closeOnClickOutside={false} title="Set up the second step">
      {started === undefined ? (
        <ProveForm
          hasPassword={hasPassword}
          verb="Go on"
          onClose={onClose}
          work={async (proof) => setStarted(await peopleRequest("startSecondFactor", { body: proof }))}
        >
          <p className={classes.text}>
            You need an authenticator app on your phone: a password manager, or any app that makes codes of six digits.
          </p>
        </ProveForm>
      ) : isOn ? (
        <BackupCodes codes={started.backupCodes} onDone={onClose} />
      ) : (
        <FirstCode
          uri={started.uri}
          onClose={onClose}
          onConfirmed={async () => {
            setOn(true);
            await queryClient.invalidateQueries({ queryKey: queries.me().queryKey });
          }}
        />
      )}
    </Modal>
  );
}

interface FirstCodeProps {
  uri: string;
  onClose: () => void;
  onConfirmed: () => Promise<void>;
}

function FirstCode({ uri, onClose, onConfirmed }: FirstCodeProps) {
  const [code, setCode] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest("finishSecondFactor", { body: { code: code.replace(/\s/g, "") } });
    await onConfirmed();
  });
  return (
    <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
      <p className={classes.text}>
        Scan this with the app, or type the key into it. Is the app on this device?{" "}
        <a className={classes.way} href={uri}>
          Open it here
        </a>
        .
      </p>
      <QrCode text={uri} label="Code to scan with the authenticator app" />
      <TextInput
        label="Key"
        classNames={{ input: classes.key }}
        readOnly
        value={keyOf(uri)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={() => undefined}
      />
      <TextInput
        label="Code"
        description="The 6 digits that the app shows now."
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        minLength={6}
        maxLength={20}
        value={code}
        error={problemOf("code")}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormError message={message} />
      <div className={classes.end}>
        <Button onClick={onClose}>Cancel</Button>
        <Button primary submit busy={busy}>
          Turn on
        </Button>
      </div>
    </form>
  );
}
