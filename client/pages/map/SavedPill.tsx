import { downloadJourney } from "../../actions/exportFile.ts";
import type { ConnectionStatus } from "../../session/connection.ts";
import { useMap } from "../../state/useMap.ts";
import { useConnection, useIsKept } from "../../state/useSession.ts";
import { Popup } from "../../ui/Popup.tsx";
import classes from "./SavedPill.module.css";
import { Button } from "../../ui/Button.tsx";

/** Whether what one sees is on disk; driven by the server's acknowledgements alone. */
export function SavedPill() {
  const connection = useConnection();
  const isKept = useIsKept();
  const { mirror } = useMap();
  const said = words(connection, isKept);
  return (
    <Popup
      width={300}
      label={said}
      trigger={(trigger) => (
        <button type="button" {...trigger} className={classes.pill} data-state={connection.state} title={said}>
          <span className={classes.dot} aria-hidden="true" />
          <span className={classes.text}>{said}</span>
        </button>
      )}
    >
      {() => (
        <>
          <p className={classes.explanation}>{explanation(connection, isKept)}</p>
          {(connection.state === "notSaved" || connection.state === "offline") && connection.pending > 0 && (
            <Button onClick={() => downloadJourney(mirror)}>Download a copy</Button>
          )}
        </>
      )}
    </Popup>
  );
}

function words({ state, pending }: ConnectionStatus, isKept: boolean): string {
  if (state === "offline" && pending > 0)
    return `Offline – ${pending} ${pending === 1 ? "change" : "changes"} ${isKept ? "kept here" : "only in this tab"}`;
  return {
    loading: "Connecting…",
    saving: "Saving…",
    saved: "Saved",
    offline: "Offline",
    notSaved: "Not saved",
    closed: "Closed",
  }[state];
}

function explanation({ state, pending, reason }: ConnectionStatus, isKept: boolean): string {
  const onlyHere = "this browser keeps no copy: your changes are only in this tab. Leave it open, or download a copy";
  return {
    loading: "You see this browser’s copy while the server is asked for what is newer.",
    saving: "Your changes are on their way to the server’s disk.",
    saved: "Everything here is on the server’s disk.",
    offline: !isKept
      ? `The server cannot be reached, and ${onlyHere}.`
      : pending > 0
        ? "The server cannot be reached. Your changes are kept in this browser, also when you close the tab, and are sent as soon as the connection is back."
        : "The server cannot be reached. You can go on: changes are kept in this browser and sent later.",
    notSaved: `${reason ?? "The server did not take a change."} ${isKept ? "The change is kept in this browser" : `Also, ${onlyHere}`}.`,
    closed: reason ?? "The connection ended.",
  }[state];
}
