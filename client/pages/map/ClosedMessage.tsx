import { Button } from "@mantine/core";
import { Link } from "react-router";
import { downloadJourney } from "../../actions/exportFile.ts";
import type { MapSession } from "../../session/openMap.ts";
import { Message } from "../../ui/Message.tsx";

/** The server ended the connection for good: why, what is safe, what to do. */
export function ClosedMessage({ session }: { session: MapSession }) {
  const { reason = "The connection ended.", pending } = session.connection.read();
  const kept =
    pending > 0
      ? `${pending} ${pending === 1 ? "change" : "changes"} of yours did not reach the server. Download a copy to keep them.`
      : "Everything you changed is saved.";
  return (
    <main id="main">
      <title>{`${session.mirror.map.title || "Map"} · Kept`}</title>
      <Message title={reason} text={kept}>
        {pending > 0 && <Button onClick={() => downloadJourney(session.mirror)}>Download a copy</Button>}
        <Button variant={pending > 0 ? "default" : "filled"} onClick={() => window.location.reload()}>
          Reload
        </Button>
        <Button component={Link} to="/" variant="default">
          Go to my maps
        </Button>
      </Message>
    </main>
  );
}
