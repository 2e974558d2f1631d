import { useState } from "react";
import type { Me } from "../../../shared/api/people.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";
import { RenewCodesDialog } from "./RenewCodesDialog.tsx";
import { SetUpSecondFactor } from "./SetUpSecondFactor.tsx";
import { StopSecondFactor } from "./StopSecondFactor.tsx";

/** Signing in with a code besides the password: set up, stopped, and its backup codes renewed. */
export function SecondFactorPart({ account }: { account: NonNullable<Me["account"]> }) {
  const { hasPassword, hasSecondFactor } = account;
  const [dialog, setDialog] = useState<"setUp" | "stop" | "renew">();
  const close = () => setDialog(undefined);
  return (
    <Part
      title="Second step"
      text="A code from an app on your phone, asked for besides the password. Whoever learns your password still cannot sign in."
    >
      <p className={classes.text} role="status">
        {hasSecondFactor ? "On: signing in asks for a code of your authenticator app." : "Off: the password is enough."}
      </p>
      <div className={classes.start}>
        {hasSecondFactor ? (
          <>
            <Button onClick={() => setDialog("renew")}>New backup codes</Button>
            <Button danger onClick={() => setDialog("stop")}>
              Stop asking for a code
            </Button>
          </>
        ) : (
          <Button onClick={() => setDialog("setUp")}>Set up</Button>
        )}
      </div>
      {dialog === "setUp" && <SetUpSecondFactor hasPassword={hasPassword} onClose={close} />}
      {dialog === "stop" && <StopSecondFactor hasPassword={hasPassword} onClose={close} />}
      {dialog === "renew" && <RenewCodesDialog hasPassword={hasPassword} onClose={close} />}
    </Part>
  );
}
