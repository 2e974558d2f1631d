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
  /** What comes instead of the page to sign in. */
  onLeft?: () => void;
}

/** Signs out and clears this browser's copies; asks first, and says so when unsent changes would go with them. */
export function SignOutDialog({ user, onClose, onLeft = goToSignIn }: SignOutDialogProps) {
  const [unsent, setUnsent] = useState<number | "unknown">();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void checkUnsent(user.id).then(setUnsent);
  }, [user.id]);

  const leave = async () => {
    setBusy(true);
    const now = await checkUnsent(user.id);
    if (now !== unsent && now !== 0) {
      // Something was changed in another tab since this was asked.
      setUnsent(now);
      setBusy(false);
      return;
    }
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
        {unsent === "unknown"
          ? "It cannot be checked whether changes made here have reached the server; those that have not would be lost. Open your maps and see that they say Saved."
          : unsent
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
          {unsent === "unknown" ? "Sign out all the same" : unsent ? "Sign out and lose them" : "Sign out"}
        </Button>
      </Group>
    </Modal>
  );
}

function goToSignIn(): void {
  // A new page, so that nothing of the old session stays in memory.
  window.location.assign("/sign-in");
}

/** Edits in this browser that did not reach the server; `unknown` where its storage does not tell. */
function checkUnsent(user: string): Promise<number | "unknown"> {
  return countUnsent(user).catch(() => "unknown");
}
