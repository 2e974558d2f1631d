import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Role, WorkspaceItem } from "../../../shared/api/people.ts";
import type { Member } from "../../../shared/api/workspaces.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { InvitationList } from "./InvitationList.tsx";
import { InviteForm } from "./InviteForm.tsx";
import classes from "./List.module.css";
import { MemberRow } from "./MemberRow.tsx";
import { Part } from "./Part.tsx";
import { Reading } from "./Reading.tsx";
import { useAct } from "./useAct.ts";

interface MembersViewProps {
  workspace: WorkspaceItem;
  /** The id of who looks. */
  me: string;
}

/** From here on a list is searched rather than read. */
const searchedFrom = 8;

/** Who is in a workspace, and who is invited. */
export function MembersView({ workspace, me }: MembersViewProps) {
  const { id } = workspace;
  const isOwner = workspace.role === "owner";
  const members = useQuery(peopleQueries.members(id));
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim().toLocaleLowerCase());
  const [removing, setRemoving] = useState<Member>();
  const refresh = [["members", id], ["invitations", id], ["me"]];
  const change = useAct({
    work: ({ member, role }: { member: Member; role: Role }) =>
      peopleRequest("setMemberRole", { params: { workspace: id, person: member.id }, body: { role } }),
    failed: "The role was not changed",
    refresh,
  });
  const remove = useAct({
    work: (member: Member) => peopleRequest("removeMember", { params: { workspace: id, person: member.id } }),
    failed: "Nobody was removed",
    refresh,
    said: ({ name }) => `${name} is no longer in this workspace.`,
  });
  return (
    <>
      {isOwner && (
        <Part title="Invite" text="Somebody with an account is in at once; others get a link that leads them in.">
          <InviteForm
            refresh={refresh}
            invite={(body) => peopleRequest("invite", { params: { workspace: id }, body })}
          />
          <Invitations workspace={id} />
        </Part>
      )}
      <Part wide title="Members">
        <Reading what="list of members" query={members}>
          {(all) => {
            const shown = all.filter(
              ({ name, email }) =>
                name.toLocaleLowerCase().includes(wanted) || email.toLocaleLowerCase().includes(wanted),
            );
            return (
              <>
                {all.length >= searchedFrom && (
                  <div className={classes.tools}>
                    <TextInput
                      className={classes.find}
                      type="search"
                      aria-label="Find a member"
                      placeholder="Find a member"
                      value={text}
                      onChange={(event) => setText(event.currentTarget.value)}
                    />
                    <span className={classes.meta} role="status">
                      {shown.length === all.length
                        ? `${all.length} members`
                        : `${shown.length} of ${all.length} members`}
                    </span>
                  </div>
                )}
                <ul className={classes.list} aria-label="Members">
                  {shown.map((member) => (
                    <MemberRow
                      key={member.id}
                      member={member}
                      isMe={member.id === me}
                      onRole={isOwner && member.id !== me ? (role) => change.mutate({ member, role }) : undefined}
                      onRemove={isOwner && member.id !== me ? () => setRemoving(member) : undefined}
                      busy={change.isPending && change.variables.member.id === member.id}
                    />
                  ))}
                  {shown.length === 0 && <li className={classes.nothing}>Nobody here is called that.</li>}
                </ul>
              </>
            );
          }}
        </Reading>
      </Part>
      {removing !== undefined && (
        <ConfirmDialog
          title={`Remove ${removing.name}?`}
          text="The workspace’s maps close for this person within a second, and are no longer in their list. What they did in maps stays. Maps that were shared with them by themselves stay shared."
          verb="Remove"
          onClose={() => setRemoving(undefined)}
          onConfirm={() => {
            setRemoving(undefined);
            remove.mutate(removing);
          }}
        />
      )}
    </>
  );
}

function Invitations({ workspace }: { workspace: string }) {
  const invitations = useQuery(peopleQueries.invitations(workspace));
  return (
    <InvitationList
      query={invitations}
      refresh={[["invitations", workspace]]}
      revoke={(invitation) => peopleRequest("revokeInvitation", { params: { workspace, invitation } })}
    />
  );
}
