import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { queries } from "../../api/queries.ts";
import classes from "./Form.module.css";
import { ProveForm } from "./ProveForm.tsx";

/** Asks once before signing in needs the password alone again. */
export function StopSecondFactor({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const queryClient = useQueryClient();
  return (
    <Modal opened onClose={onClose} title="Stop asking for a code?">
      <ProveForm
        hasPassword={hasPassword}
        asksCode
        verb="Stop asking"
        danger
        onClose={onClose}
        work={async (proof) => {
          await peopleRequest("stopSecondFactor", { body: proof });
          await queryClient.invalidateQueries({ queryKey: queries.me().queryKey });
          onClose();
        }}
      >
        <p className={classes.text}>
          Signing in then needs nothing but the password. The backup codes are worth nothing any more, and the entry in
          your app can go.
        </p>
      </ProveForm>
    </Modal>
  );
}
