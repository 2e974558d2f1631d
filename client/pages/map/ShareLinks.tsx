import { NativeSelect, PasswordInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ShareLink, ShareRole } from "../../../shared/api/people.ts";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyField } from "../CopyField.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import { dayText } from "../people/dates.ts";
import list from "../people/List.module.css";
import { Reading } from "../people/Reading.tsx";
import { useAct } from "../people/useAct.ts";
import classes from "./ShareDialog.module.css";

const roles: readonly { value: ShareRole; label: string }[] = [
  { value: "editor", label: "edit" },
  { value: "commenter", label: "comment" },
  { value: "viewer", label: "only look" },
];

const roleWords: Record<ShareRole, string> = {
  editor: "Guests can edit",
  commenter: "Guests can comment",
  viewer: "Guests can only look",
};

const lifetimes = [
  { value: "1", label: "a day" },
  { value: "3", label: "3 days" },
  { value: "7", label: "7 days" },
  { value: "14", label: "14 days" },
  { value: "30", label: "30 days" },
] as const;

/** Links by which guests join the map with a name: made, shown once, and ended here. */
export function ShareLinks({ map }: { map: string }) {
  const links = useQuery(queries.links(map));
  const revoke = useAct({
    work: (link: string) => request("revokeLink", { params: { map, link } }),
    failed: "The link still works",
    refresh: [["links", map]],
    said: () => "The link leads nowhere any more. Guests who came by it alone are out.",
  });
  return (
    <>
      <NewLinkForm map={map} />
      <section className={classes.part} aria-label="Links in force">
        <h3 className={classes.heading}>Links in force</h3>
        <Reading what="list of links" query={links}>
          {(items) =>
            items.length === 0 ? (
              <p className={classes.text}>No link works at the moment.</p>
            ) : (
              <ul className={list.list}>
                {items.map((link) => (
                  <li key={link.id} className={list.item}>
                    <div className={list.words}>
                      <div className={list.name}>
                        {roleWords[link.role]}
                        {link.hasPassword && <span className={list.tag}>Password</span>}
                      </div>
                      <div className={list.meta}>{describeLink(link)}</div>
                    </div>
                    <Button
                      busy={revoke.isPending && revoke.variables === link.id}
                      onClick={() => revoke.mutate(link.id)}
                    >
                      Revoke
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      </section>
    </>
  );
}

function NewLinkForm({ map }: { map: string }) {
  const queryClient = useQueryClient();
  const [role, setRole] = useState<ShareRole>("editor");
  const [days, setDays] = useState("7");
  const [password, setPassword] = useState("");
  const [made, setMade] = useState<{ url: string; hasPassword: boolean }>();
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    const body = { role, expiresInDays: Number(days), ...(password !== "" && { password }) };
    setMade(await request("createLink", { params: { map }, body }));
    setPassword("");
    await queryClient.invalidateQueries({ queryKey: ["links", map] });
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.text}>
        Whoever opens the link joins this map with a name of their own. No account is needed.
      </p>
      <div className={classes.make}>
        <NativeSelect
          label="Guests can"
          data={roles}
          value={role}
          // The choices are the only values.
          onChange={(event) => setRole(event.currentTarget.value as ShareRole)}
        />
        <NativeSelect
          label="It works for"
          data={lifetimes}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <PasswordInput
          className={classes.password}
          label="Password, if wanted"
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          value={password}
          error={problemOf("password")}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button primary submit busy={busy}>
          Make a link
        </Button>
      </div>
      <FormError message={message} />
      {made !== undefined && (
        <CopyField
          key={made.url}
          label="New link"
          value={new URL(made.url, window.location.origin).toString()}
          hint={
            made.hasPassword
              ? "It is shown this once; copy it now. Send the password another way."
              : "It is shown this once; copy it now."
          }
        />
      )}
    </form>
  );
}

function describeLink({ guests, createdAt, expiresAt }: ShareLink): string {
  const came = guests === 0 ? "nobody came by it yet" : guests === 1 ? "one guest" : `${guests} guests`;
  return `made ${timeAgo(createdAt)}, works until ${dayText(expiresAt)}, ${came}`;
}
