import { Group, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ShareLink } from "../../../shared/api/people.ts";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";
import { useMap } from "../../state/useMap.ts";
import { timeAgo } from "../../ui/timeAgo.ts";
import classes from "./ShareDialog.module.css";
import { Button } from "../../ui/Button.tsx";

const roles = [
  { value: "editor", label: "edit" },
  { value: "viewer", label: "only look" },
] as const;

const lifetimes = [
  { value: "1", label: "a day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
] as const;

/** Links by which others join the map with a name: made, shown once, and ended here. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { mapId } = useMap();
  const queryClient = useQueryClient();
  const links = useQuery(queries.links(mapId));
  const [role, setRole] = useState<"editor" | "viewer">("editor");
  const [days, setDays] = useState("7");
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["links", mapId] });
  const create = useMutation({
    mutationFn: () => request("createLink", { params: { map: mapId }, body: { role, expiresInDays: Number(days) } }),
    onError: (error) => showError("The link was not made", error.message),
    onSettled: refresh,
  });
  const revoke = useMutation({
    mutationFn: (link: string) => request("revokeLink", { params: { map: mapId, link } }),
    onError: (error) => showError("The link still works", error.message),
    onSettled: refresh,
  });
  return (
    <Modal opened onClose={onClose} size={560} title="Share by link">
      <p className={classes.text}>
        Whoever opens the link joins this map with a name of their own. No account is needed.
      </p>
      <div className={classes.make}>
        <NativeSelect
          label="Guests can"
          data={roles}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value === "viewer" ? "viewer" : "editor")}
        />
        <NativeSelect
          label="It works for"
          data={lifetimes}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Button primary busy={create.isPending} onClick={() => create.mutate()}>
          Make a link
        </Button>
      </div>
      {create.data !== undefined && <NewLink key={create.data.url} url={create.data.url} />}
      <section className={classes.links} aria-label="Links in force">
        {links.error !== null && <p className={classes.text}>{links.error.message}</p>}
        {links.data?.length === 0 && <p className={classes.text}>No link works at the moment.</p>}
        <ul className={classes.list}>
          {links.data?.map((link) => (
            <li key={link.id} className={classes.link}>
              <span>
                <span className={classes.role}>
                  {link.role === "editor" ? "Guests can edit" : "Guests can only look"}
                </span>
                <span className={classes.meta}>{describeLink(link)}</span>
              </span>
              <Button busy={revoke.isPending && revoke.variables === link.id} onClick={() => revoke.mutate(link.id)}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </Modal>
  );
}

function NewLink({ url }: { url: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [copy, setCopy] = useState<"done" | "failed">();
  const full = new URL(url, window.location.origin).toString();
  const putOnClipboard = async () => {
    try {
      // There is none on a page that is served over plain http from another machine.
      await navigator.clipboard.writeText(full);
      setCopy("done");
    } catch {
      field.current?.focus();
      setCopy("failed");
    }
  };
  return (
    <div className={classes.fresh}>
      <Group align="end" gap="sm" wrap="nowrap">
        <TextInput
          ref={field}
          className={classes.url}
          label="New link"
          readOnly
          value={full}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button primary onClick={() => void putOnClipboard()}>
          {copy === "done" ? "Copied" : "Copy"}
        </Button>
      </Group>
      <p className={classes.meta} role="status">
        {copyWords(copy)}
      </p>
    </div>
  );
}

function copyWords(copy: "done" | "failed" | undefined): string {
  if (copy === "done") return "The link is on the clipboard.";
  if (copy === "failed") return `This page may not use the clipboard. Press ${shortcutKeys("Mod+c").join(" ")} now.`;
  return "It is shown this once; copy it now.";
}

function describeLink({ guests, createdAt, expiresAt }: ShareLink): string {
  const came = guests === 0 ? "nobody came by it yet" : guests === 1 ? "one guest" : `${guests} guests`;
  const until = new Date(expiresAt).toLocaleDateString("en", { day: "numeric", month: "short", year: "numeric" });
  return `made ${timeAgo(createdAt)}, works until ${until}, ${came}`;
}
