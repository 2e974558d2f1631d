import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { TokenItem } from "../../../shared/api/accounts.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { dayText } from "./dates.ts";
import classes from "./List.module.css";
import { NewTokenDialog, scopeNames } from "./NewTokenDialog.tsx";
import { Part } from "./Part.tsx";
import { Reading } from "./Reading.tsx";
import { useAct } from "./useAct.ts";

/** The keys by which one's programs work with the studio. */
export function TokensPart() {
  const tokens = useQuery(peopleQueries.tokens());
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<TokenItem>();
  const revoke = useAct({
    work: ({ id }: TokenItem) => peopleRequest("revokeToken", { params: { token: id } }),
    failed: "The token still works",
    refresh: [["tokens"]],
    said: ({ name }) => `The token “${name}” is worth nothing any more.`,
  });
  return (
    <Part
      title="API tokens"
      text={
        <>
          With a token a program of yours reads or changes maps in your name, never more than you may. What can be asked
          for is described in the <a href="/api/v1/openapi.json">OpenAPI document</a>.
        </>
      }
    >
      <Reading what="list of tokens" query={tokens}>
        {(items) =>
          items.length === 0 ? (
            <p className={classes.nothing}>You have no token.</p>
          ) : (
            <ul className={classes.list} aria-label="API tokens">
              {items.map((item) => (
                <li key={item.id} className={classes.item}>
                  <div className={classes.words}>
                    <div className={classes.name}>
                      {item.name}
                      <span className={classes.tag}>{scopeNames[item.scope]}</span>
                    </div>
                    <div className={classes.meta}>{describeToken(item)}</div>
                  </div>
                  <Button
                    busy={revoke.isPending && revoke.variables.id === item.id}
                    aria-label={`Revoke ${item.name}`}
                    onClick={() => setEnding(item)}
                  >
                    Revoke
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      <Button onClick={() => setMaking(true)}>New token</Button>
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
      {ending !== undefined && (
        <ConfirmDialog
          title={`Revoke “${ending.name}”?`}
          text="Whatever uses it stops working at once. This cannot be undone; a new token can take its place."
          verb="Revoke"
          onClose={() => setEnding(undefined)}
          onConfirm={() => {
            setEnding(undefined);
            revoke.mutate(ending);
          }}
        />
      )}
    </Part>
  );
}

function describeToken({ createdAt, expiresAt, lastUsedAt }: TokenItem): string {
  const isOver = Date.parse(expiresAt) < Date.now();
  return [
    `made ${timeAgo(createdAt)}`,
    lastUsedAt === null ? "never used" : `last used ${timeAgo(lastUsedAt)}`,
    isOver ? `ended on ${dayText(expiresAt)}` : `works until ${dayText(expiresAt)}`,
  ].join(" · ");
}
