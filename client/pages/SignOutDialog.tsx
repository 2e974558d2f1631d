import { Group, Modal, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import type { User } from "../../shared/api/people.ts";
import { AppError } from "../../shared/errors.ts";
import { signOut } from "../api/session.ts";
import { clearLocalCopies, countUnsent } from "../session/clearLocalCopies.ts";
import { showError } from "../state/notices.ts";
import { forgetRecentMaps } from "../state/recentMaps.ts";
import { Button } from "../ui/Button.tsx";

interface SignOutDialogProps {
  user: User;
  onClose: () => void;
  onLeft: () => void;
}

/** Signs out and clears this browser's copies; asks first, and says so when unsent changes would go with them. */
export function SignOutDialog({ user, onClose, onLeft }: SignOutDialogProps) {
  const [unsent, setUnsent] = useState<number>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    countUnsent(user.id).then(setUnsent, () => setUnsent(0));
  }, [user.id]);

  const leave = async () => {
    setBusy(true);
    try {
      await signOut(user);
      await clearLocalCopies(user.id);
      forgetRecentMaps();
      onLeft();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      showError("You are still signed in", error.message);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title="Sign out">
      <Text size="md" c={unsent ? undefined : "dimmed"}>
        {unsent
          ? `${unsent} ${unsent === 1 ? "change" : "changes"} made here did not reach the server yet and would be lost. Open the map while you are online to send them first.`
          : "The copies of maps in this browser are removed. The maps themselves are safe on the server."}
        {user.kind === "guest" && " To come back as a guest you need the link again."}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>Stay</Button>
        <Button
          primary={unsent === 0}
          danger={unsent !== 0}
          busy={busy}
          disabled={unsent === undefined}
          onClick={() => void leave()}
        >
          {unsent ? "Sign out and lose them" : "Sign out"}
        </Button>
      </Group>
    </Modal>
  );
}
