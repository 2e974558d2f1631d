import type { QueryKey, UseQueryResult } from "@tanstack/react-query";
import type { Invitation } from "../../../shared/api/workspaces.ts";
import { Button } from "../../ui/Button.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { dayText } from "./dates.ts";
import classes from "./List.module.css";
import { Reading } from "./Reading.tsx";
import { roleNames } from "./roles.ts";
import { useAct } from "./useAct.ts";

interface InvitationListProps {
  query: UseQueryResult<Invitation[]>;
  refresh: readonly QueryKey[];
  revoke: (invitation: string) => Promise<unknown>;
}

/** Invitations that nobody took up yet; nothing when there are none. */
export function InvitationList({ query, refresh, revoke }: InvitationListProps) {
  const takeBack = useAct({
    work: ({ id }: Invitation) => revoke(id),
    failed: "The invitation still stands",
    refresh,
    said: ({ email }) => `The invitation of ${email} is taken back.`,
  });
  return (
    <Reading what="list of invitations" query={query}>
      {(items) =>
        items.length > 0 && (
          <ul className={classes.list} aria-label="Invited">
            {items.map((item) => (
              <li key={item.id} className={classes.item}>
                <div className={classes.words}>
                  <div className={classes.name}>{item.email}</div>
                  <div className={classes.meta}>
                    {`${roleNames[item.role]} · invited ${timeAgo(item.createdAt)} by ${item.invitedBy} · works until ${dayText(item.expiresAt)}`}
                  </div>
                </div>
                <Button
                  busy={takeBack.isPending && takeBack.variables.id === item.id}
                  aria-label={`Take back the invitation of ${item.email}`}
                  onClick={() => takeBack.mutate(item)}
                >
                  Take back
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Reading>
  );
}
