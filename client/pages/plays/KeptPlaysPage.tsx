import { useQueryClient } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { readPlayCopy } from "../../session/playCopies.ts";
import { Button } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import { useTopOf } from "../useTopOf.ts";
import { Frontline } from "./Frontline.tsx";
import classes from "./KeptPlaysPage.module.css";

interface KeptPlaysPageProps {
  map: string;
  item: string | undefined;
  /** Who is here, where that is known. */
  user?: string | undefined;
  /** The server answers, and the map is on its way. */
  isConnecting?: boolean;
  /** Shown where this browser has no copy. */
  otherwise?: ReactNode;
}

/** The studio is asked so often whether it can be reached again. */
const askAgainMs = 5_000;

/** The plans B of a map as this browser saw them last, while the studio cannot be reached. */
export function KeptPlaysPage({ map, item, user, isConnecting = false, otherwise }: KeptPlaysPageProps) {
  const shown = useMemo(() => readPlayCopy(map, user), [map, user]);
  const main = useTopOf(item ?? "");
  const queryClient = useQueryClient();
  useEffect(() => {
    if (isConnecting) return undefined;
    // A question of its own: a query that is asked again forgets that it failed, and the page would flicker.
    const ask = async () => {
      const answer = await fetch("/healthz").catch(() => undefined);
      if (answer?.ok === true) await queryClient.refetchQueries({ type: "active" });
    };
    const timer = setInterval(() => void ask(), askAgainMs);
    return () => clearInterval(timer);
  }, [queryClient, isConnecting]);
  if (shown === undefined)
    return (
      otherwise ?? (
        <main id="main">
          <title>Plans B · Kept</title>
          <Message
            title="The studio cannot be reached"
            text="This phone has not opened these plans before, so it has no copy to show. They open by themselves as soon as the connection is back."
          >
            <Button primary onClick={() => window.location.reload()}>
              Try again
            </Button>
          </Message>
        </main>
      )
    );
  const title = shown.title || "Untitled map";
  return (
    <div className={classes.page}>
      <title>{`Plans B · ${title} · Kept`}</title>
      <header className={classes.bar}>
        <span className={classes.name}>{title}</span>
        <span className={classes.offline} role="status" data-connecting={isConnecting || undefined}>
          {!isConnecting && <WifiOff size={16} aria-hidden="true" />}
          {isConnecting ? "Connecting…" : "Offline"}
        </span>
      </header>
      <main ref={main} id="main" className={classes.main} tabIndex={-1}>
        <Frontline shown={shown} item={item} isOffline />
      </main>
    </div>
  );
}
