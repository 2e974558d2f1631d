import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { AppError } from "../../shared/errors.ts";
import { queries } from "../api/queries.ts";
import { Redirect, usePlace } from "../state/place.ts";
import { Message } from "../ui/Message.tsx";
import { PageSkeleton } from "../ui/PageSkeleton.tsx";
import { Button } from "../ui/Button.tsx";

interface RequireMeProps {
  /** The page stays when a person is signed out while it is open: it may hold work that is nowhere else. */
  staysOpen?: boolean;
  /** Shown while the server cannot be reached, as soon as that is known. */
  unreached?: ReactNode;
  children: ReactNode;
}

/** A server that has not answered by then counts as not reached where something can be shown without it. */
const patienceMs = 4_000;

/** Pages below are for people the server knows; others sign in first and come back. */
export function RequireMe({ staysOpen = false, unreached, children }: RequireMeProps) {
  const me = useQuery(queries.me());
  const { path, search } = usePlace();
  const [wasUnreached, setUnreached] = useState(false);
  const isUnanswered = me.data === undefined && me.error === null;
  useEffect(() => {
    if (!isUnanswered) return undefined;
    const timer = setTimeout(() => setUnreached(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isUnanswered]);
  // A known person stays on the page while the server is asked again and cannot be reached.
  if (me.data !== undefined && (staysOpen || !isSignedOut(me.error))) return children;
  if (isSignedOut(me.error)) return <Redirect to={`/sign-in?next=${encodeURIComponent(path + search)}`} />;
  // Without a network the browser does not even ask.
  const isWaiting = me.error === null && me.fetchStatus !== "paused";
  if (!wasUnreached && (!isWaiting || me.failureReason !== null)) setUnreached(true);
  // Once it is shown it stays until there is an answer.
  if (unreached !== undefined && wasUnreached) return unreached;
  if (isWaiting) return <PageSkeleton />;
  return (
    <main id="main">
      <Message
        title="The studio cannot be reached"
        text={me.error?.message ?? "There is no network. The page opens as soon as it is back."}
      >
        <Button primary onClick={() => void me.refetch()} busy={me.isFetching}>
          Try again
        </Button>
      </Message>
    </main>
  );
}

function isSignedOut(error: Error | null): boolean {
  return error instanceof AppError && error.code === "SIGNED_OUT";
}
