import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { useFragmentToken } from "./useFragmentToken.ts";
import { useSubmit } from "./useSubmit.ts";
import { Button } from "../../ui/Button.tsx";

/** A share link: a guest gives a name and is in the map. */
export function JoinPage() {
  // A link for people on shift leads on to the plans B, or to one of them.
  const [plays] = useState(() => new URLSearchParams(window.location.search).get("plays"));
  const token = useFragmentToken();
  const queryClient = useQueryClient();
  const me = useQuery(queries.me());
  const peek = useQuery({
    queryKey: ["peek", token],
    queryFn: () => request("peekLink", { body: { token } }),
    retry: false,
    enabled: token !== "",
  });
  const [typed, setTyped] = useState<string>();
  const name = typed ?? me.data?.user.name ?? "";
  const { busy, submit, problemOf, message } = useSubmit(async () => {
    const { map } = await request("openLink", { body: { token, name } });
    await queryClient.resetQueries();
    goTo(plays === null ? mapPath(map) : mapPath(map, "plays", plays || undefined), { replace: true });
  });

  if (token === "" || peek.error !== null)
    return (
      <EntryCard
        title="This link does not lead anywhere"
        text={peek.error?.message ?? "A part of it is missing. Copy the whole link and open it again."}
      >
        <p className={classes.text}>It may have expired or been revoked. Ask the person who sent it for a new one.</p>
      </EntryCard>
    );
  return (
    <EntryCard
      title={peek.data === undefined ? "Opening the link…" : `Join “${peek.data.title || "Untitled map"}”`}
      text={
        peek.data?.role === "viewer"
          ? "You can look at this map and follow the others in it."
          : "You can edit this map together with the others in it."
      }
    >
      <title>Join a map · Kept</title>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Your name"
          description="Others see it beside your cursor. You need no account."
          autoComplete="name"
          required
          withAsterisk={false}
          autoFocus
          maxLength={80}
          value={name}
          error={problemOf("name")}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {message !== undefined && (
          <p role="alert" className={classes.error}>
            {message}
          </p>
        )}
        <Button primary submit busy={busy} disabled={peek.data === undefined}>
          Join
        </Button>
      </form>
    </EntryCard>
  );
}
