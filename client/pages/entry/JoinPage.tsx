import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { Button } from "../../ui/Button.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { NameField, PasswordField } from "./EntryFields.tsx";
import { FormError } from "./FormError.tsx";
import { useFragmentToken } from "./useFragmentToken.ts";
import { useSubmit } from "./useSubmit.ts";

const roleWords = {
  editor: "You can edit this map together with the others in it.",
  commenter: "You can look at this map and say what you think, together with the others in it.",
  viewer: "You can look at this map and follow the others in it.",
} as const;

/** A share link: a guest gives a name, and the link's password where it has one, and is in the map. */
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
  const [password, setPassword] = useState("");
  const name = typed ?? me.data?.user.name ?? "";
  const { busy, submit, problemOf, message } = useSubmit(async () => {
    const { map } = await request("openLink", {
      body: { token, name, ...(peek.data?.needsPassword === true && { password }) },
    });
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
  if (peek.data === undefined || me.isPending) return <EntryCard title="Opening the link…" />;
  const { title, role, needsPassword } = peek.data;
  const account = me.data?.account;
  return (
    <EntryCard title={title === null ? "Join a map" : `Join “${title || "Untitled map"}”`} text={roleWords[role]}>
      <title>Join a map · Kept</title>
      <form className={classes.form} onSubmit={submit}>
        {account === undefined ? (
          <NameField
            description="Others see it beside your cursor. You need no account."
            value={name}
            autoFocus
            error={problemOf("name")}
            onChange={setTyped}
          />
        ) : (
          <p className={classes.text}>
            You are signed in as {me.data?.user.name} ({account.email}) and join with your account.
          </p>
        )}
        {needsPassword && (
          <PasswordField
            label="Password of the link"
            description="Whoever sent the link knows it."
            value={password}
            autoFocus={account !== undefined}
            error={problemOf("password")}
            onChange={setPassword}
          />
        )}
        <FormError message={message} />
        <Button primary submit busy={busy}>
          Join
        </Button>
      </form>
    </EntryCard>
  );
}
