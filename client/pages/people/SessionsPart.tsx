import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionItem } from "../../../shared/api/accounts.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { dayText } from "./dates.ts";
import classes from "./List.module.css";
import { Part } from "./Part.tsx";
import { Reading } from "./Reading.tsx";
import { useAct } from "./useAct.ts";

/** Where one is signed in, with an end to each. */
export function SessionsPart() {
  const sessions = useQuery(peopleQueries.sessions());
  const [asking, setAsking] = useState(false);
  const end = useAct({
    work: (session: string) => peopleRequest("endSession", { params: { session } }),
    failed: "That device is still signed in",
    refresh: [["sessions"]],
  });
  const endOthers = useAct({
    work: () => peopleRequest("endOtherSessions", {}),
    failed: "The other devices are still signed in",
    refresh: [["sessions"]],
    said: () => "You are signed out everywhere but here.",
  });
  return (
    <Part
      title="Where you are signed in"
      text="End what you do not know, or left signed in elsewhere. Its open maps close within a second."
    >
      <Reading what="list of devices" query={sessions}>
        {(items) => (
          <>
            <ul className={classes.list} aria-label="Signed in on">
              {[...items]
                .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt.localeCompare(a.usedAt))
                .map((item) => (
                  <Session
                    key={item.id}
                    item={item}
                    busy={end.isPending && end.variables === item.id}
                    onEnd={() => end.mutate(item.id)}
                  />
                ))}
            </ul>
            {items.length > 1 && <Button onClick={() => setAsking(true)}>Sign out everywhere else</Button>}
          </>
        )}
      </Reading>
      {asking && (
        <ConfirmDialog
          title="Sign out everywhere else?"
          text="Every other device is signed out at once. Changes on it that did not reach the studio yet stay on it, and are sent when you sign in there again."
          verb="Sign out everywhere else"
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            endOthers.mutate();
          }}
        />
      )}
    </Part>
  );
}

function Session({ item, busy, onEnd }: { item: SessionItem; busy: boolean; onEnd: () => void }) {
  const { device, address, createdAt, usedAt, isThis } = item;
  const facts = [
    `since ${dayText(createdAt)}`,
    ...(isThis ? [] : [`last used ${timeAgo(usedAt)}`]),
    ...(address === null ? [] : [address]),
  ];
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <div className={classes.name}>
          {device}
          {isThis && <span className={classes.tag}>This one</span>}
        </div>
        <div className={classes.meta}>{facts.join(" · ")}</div>
      </div>
      {!isThis && (
        <Button busy={busy} aria-label={`Sign out ${device}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  );
}
