import { downloadJourney } from "../../actions/exportFile.ts";
import { countUnsentRuns } from "../../session/forgetPlays.ts";
import type { MapSession } from "../../session/openMap.ts";
import { Message } from "../../ui/Message.tsx";
import { Button, ButtonLink } from "../../ui/Button.tsx";

interface ClosedMessageProps {
  session: MapSession;
  /** One may not open the map again, so that nothing comes of a reload. */
  isRefused: boolean;
}

/** The server ended the connection for good: why, what is safe, what to do. */
export function ClosedMessage({ session, isRefused }: ClosedMessageProps) {
  const { reason = isRefused ? "You may no longer open this map." : "The connection ended.", pending } =
    session.connection.read();
  const kept =
    pending > 0
      ? `${pending} ${pending === 1 ? "change" : "changes"} of yours did not reach the server. Download a copy to keep them.`
      : "Everything you changed on the map is saved.";
  const why = isRefused ? "It was deleted, or is no longer shared with you; its owner can tell. " : "";
  const runs = countUnsentRuns(session.me.id);
  const onlyHere =
    runs > 0
      ? ` ${runs} ${runs === 1 ? "run" : "runs"} of plans B did not reach the server and stay on this device.`
      : "";
  return (
    <main id="main">
      <title>{`${session.mirror.map.title || "Map"} · Kept`}</title>
      <Message title={reason} text={why + kept + onlyHere}>
        {pending > 0 && (
          <Button primary onClick={() => downloadJourney(session.mirror)}>
            Download a copy
          </Button>
        )}
        {!isRefused && (
          <Button primary={pending === 0} onClick={() => window.location.reload()}>
            Reload
          </Button>
        )}
        <ButtonLink to="/" primary={isRefused && pending === 0}>
          Go to my maps
        </ButtonLink>
      </Message>
    </main>
  );
}
