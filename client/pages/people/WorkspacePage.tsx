import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import { NotFoundPage } from "../NotFoundPage.tsx";
import { AuditView } from "./AuditView.tsx";
import { MembersView } from "./MembersView.tsx";
import { PeopleFrame } from "./PeopleFrame.tsx";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { WorkspaceSettings } from "./WorkspaceSettings.tsx";

const views = ["", "settings", "audit"] as const;

/** A workspace: who is in it, what it is called, who did what. */
export function WorkspacePage({ id, view }: { id: string; view: string }) {
  const me = useQuery(queries.me()).data;
  const workspace = me?.workspaces.find((each) => each.id === id);
  const known = views.find((each) => each === view);
  if (me === undefined) return null;
  if (known === undefined) return <NotFoundPage />;
  if (workspace === undefined)
    return (
      <main id="main">
        <title>Workspace · Kept</title>
        <Message
          title="This workspace is not here for you"
          text="It may be gone, or you are no longer in it. Your own maps are on the first page."
        >
          <ButtonLink primary to="/">
            Go to my maps
          </ButtonLink>
        </Message>
      </main>
    );
  const isOwner = workspace.role === "owner";
  const path = `/workspaces/${encodeURIComponent(id)}`;
  const tabs = [
    { to: path, label: "Members" },
    { to: `${path}/settings`, label: "Settings" },
    ...(isOwner ? [{ to: `${path}/audit`, label: "Log" }] : []),
  ];
  if (known === "audit" && !isOwner) return <NotFoundPage />;
  return (
    <PeopleFrame
      title={workspace.name}
      tabs={tabs}
      path={known === "" ? path : `${path}/${known}`}
      actions={<ButtonLink to={`/?workspace=${encodeURIComponent(id)}`}>Open its maps</ButtonLink>}
    >
      {known === "" && <MembersView workspace={workspace} me={me.user.id} />}
      {known === "settings" && <WorkspaceSettings workspace={workspace} />}
      {known === "audit" && <WorkspaceAudit id={id} />}
    </PeopleFrame>
  );
}

function WorkspaceAudit({ id }: { id: string }) {
  const members = useQuery(peopleQueries.members(id)).data ?? [];
  return <AuditView workspace={id} people={members} />;
}
