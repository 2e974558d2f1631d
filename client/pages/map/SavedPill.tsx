import { Button, Popover, Text, UnstyledButton } from "@mantine/core";
import { downloadJourney } from "../../actions/exportFile.ts";
import type { ConnectionStatus } from "../../session/connection.ts";
import { useMap } from "../../state/useMap.ts";
import { useConnection } from "../../state/useSession.ts";
import classes from "./SavedPill.module.css";

/** Whether what one sees is on disk; driven by the server's acknowledgements alone. */
export function SavedPill() {
  const connection = useConnection();
  const { mirror } = useMap();
  return (
    <Popover width={300} position="bottom-start" shadow="md">
      <Popover.Target>
        <UnstyledButton className={classes.pill} data-state={connection.state} title={words(connection)}>
          <span className={classes.dot} aria-hidden="true" />
          <span className={classes.text}>{words(connection)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{explanation(connection)}</Text>
        {(connection.state === "notSaved" || connection.state === "offline") && connection.pending > 0 && (
          <Button mt={12} size="xs" variant="default" onClick={() => downloadJourney(mirror)}>
            Download a copy
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function words({ state, pending }: ConnectionStatus): string {
  switch (state) {
    case "loading":
      return "Connecting…";
    case "saving":
      return "Saving…";
    case "saved":
      return "Saved";
    case "offline":
      return pending > 0 ? `Offline – ${pending} ${pending === 1 ? "change" : "changes"} kept here` : "Offline";
    case "notSaved":
      return "Not saved";
    case "closed":
      return "Closed";
  }
}

function explanation({ state, pending, reason }: ConnectionStatus): string {
  switch (state) {
    case "loading":
      return "You see this browser’s copy while the server is asked for what is newer.";
    case "saving":
      return "Your changes are on their way to the server’s disk.";
    case "saved":
      return "Everything here is on the server’s disk.";
    case "offline":
      return pending > 0
        ? "The server cannot be reached. Your changes are kept in this browser, also when you close the tab, and are sent as soon as the connection is back."
        : "The server cannot be reached. You can go on: changes are kept in this browser and sent later.";
    case "notSaved":
      return `${reason ?? "The server did not take a change."} The change is kept in this browser.`;
    case "closed":
      return reason ?? "The connection ended.";
  }
}
