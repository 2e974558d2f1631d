import { NativeSelect, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { StudioSettings as Settings } from "../../../shared/api/workspaces.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { queries } from "../../api/queries.ts";
import { showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import { Choices } from "./Choices.tsx";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";
import { Reading } from "./Reading.tsx";
import { readDomains } from "./readDomains.ts";
import { RoleSelect } from "./RoleSelect.tsx";

const ways = [
  { value: "closed", label: "Nobody new", meaning: "Only who has an account now. Guests still come by share links." },
  {
    value: "invitation",
    label: "Who is invited",
    meaning: "Owners of workspaces and maps invite by e-mail address.",
  },
  {
    value: "domain",
    label: "Who is invited, and who has an address of ours",
    meaning: "Whoever has an e-mail address of these domains asks for an invitation on the page to sign in.",
  },
] as const;

/** How the studio takes in new people. */
export function StudioSettings() {
  const settings = useQuery(peopleQueries.settings());
  return (
    <Part
      title="How people join"
      text="What you change here counts from the next person on; nobody who is in is put out."
    >
      <Reading what="settings" query={settings}>
        {(known) => <SettingsForm known={known} />}
      </Reading>
    </Part>
  );
}

function SettingsForm({ known }: { known: Settings }) {
  const queryClient = useQueryClient();
  const me = useQuery(queries.me()).data;
  const mail = useQuery(queries.setup()).data?.mail;
  const people = useQuery(peopleQueries.people()).data ?? [];
  const [draft, setDraft] = useState(known);
  const [domains, setDomains] = useState(known.domains.join("\n"));
  const workspaces = new Map(
    [...(me?.workspaces ?? []), ...people.flatMap((person) => person.workspaces)].map(({ id, name }) => [id, name]),
  );
  const workspace = draft.domainWorkspace ?? [...workspaces.keys()][0] ?? null;
  const { busy, submit, message, problems } = useSubmit(async () => {
    const body = { ...draft, domains: readDomains(domains), domainWorkspace: workspace };
    const saved = await peopleRequest("changeStudioSettings", { body });
    queryClient.setQueryData(peopleQueries.settings().queryKey, saved);
    setDomains(saved.domains.join("\n"));
    showNotice("From now on people join this way.");
    await queryClient.invalidateQueries({ queryKey: queries.setup().queryKey });
  });
  const badDomain = problems.find(({ path }) => path.startsWith("domains"));
  return (
    <form className={classes.form} onSubmit={submit}>
      <Choices
        label="Who can join"
        choices={ways}
        value={draft.signUp}
        onChange={(signUp) => setDraft({ ...draft, signUp })}
      />
      {draft.signUp === "domain" && (
        <>
          {mail === false && (
            <p className={classes.text}>
              This studio sends no mail yet, so nobody can ask for an invitation. Set <code>KEPT_SMTP_URL</code> on the
              server.
            </p>
          )}
          <Textarea
            label="Domains"
            description="One a line, as they stand after the @ of an address."
            placeholder="example.com"
            autosize
            minRows={2}
            value={domains}
            error={badDomain?.message}
            onChange={(event) => setDomains(event.currentTarget.value)}
          />
          <NativeSelect
            label="They join the workspace"
            data={[...workspaces].map(([value, label]) => ({ value, label }))}
            value={workspace ?? ""}
            onChange={(event) => setDraft({ ...draft, domainWorkspace: event.currentTarget.value })}
          />
          <RoleSelect
            label="As"
            value={draft.domainRole}
            choices={["editor", "commenter", "viewer"]}
            onChange={(domainRole) => setDraft({ ...draft, domainRole })}
          />
        </>
      )}
      <FormError message={message ?? (badDomain === undefined ? problems[0]?.message : undefined)} />
      <div className={classes.start}>
        <Button primary submit busy={busy}>
          Keep this
        </Button>
      </div>
    </form>
  );
}
