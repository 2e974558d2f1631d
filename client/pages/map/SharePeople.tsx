import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../../shared/api/people.ts";
import type { Member } from "../../../shared/api/workspaces.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { InvitationList } from "../people/InvitationList.tsx";
import { InviteForm } from "../people/InviteForm.tsx";
import list from "../people/List.module.css";
import { MemberRow } from "../people/MemberRow.tsx";
import { Reading } from "../people/Reading.tsx";
import { useAct } from "../people/useAct.ts";
import classes from "./ShareDialog.module.css";

const meanings: Record<Role, string> = {
  owner: "does everything with this map: shares, moves and deletes it too",
  editor: "changes this map",
  commenter: "looks at this map and says what they think",
  viewer: "looks at this map",
};

/** More of the workspace are counted until they are asked for. */
const shownFromWorkspace = 6;

/** People with an account: those of the workspace, those with a role of their own on this map, those invited. */
export function SharePeople({ map, me }: { map: string; me: string }) {
  const members = useQuery(peopleQueries.mapMembers(map));
  const invitations = useQuery(peopleQueries.mapInvitations(map));
  const [all, setAll] = useState(false);
  const refresh = [
    ["mapMembers", map],
    ["mapInvitations", map],
  ];
  const change = useAct({
    work: ({ person, role }: { person: string; role: Role }) =>
      peopleRequest("setMapMemberRole", { params: { map, person }, body: { role } }),
    failed: "The role was not changed",
    refresh,
  });
  const remove = useAct({
    work: (member: Member) => peopleRequest("removeMapMember", { params: { map, person: member.id } }),
    failed: "It is still shared",
    refresh,
    said: ({ name }) => `The map is no longer shared with ${name}.`,
  });
  const row = (member: Member) => {
    const isFixed = member.isFromWorkspace || member.id === me;
    return (
      <MemberRow
        key={member.id}
        member={member}
        isMe={member.id === me}
        note={member.isFromWorkspace ? "by the workspace" : "shared"}
        busy={change.isPending && change.variables.person === member.id}
        onRole={isFixed ? undefined : (role) => change.mutate({ person: member.id, role })}
        onRemove={isFixed ? undefined : () => remove.mutate(member)}
      />
    );
  };
  return (
    <>
      <InviteForm
        refresh={refresh}
        meanings={meanings}
        invite={(body) => peopleRequest("inviteToMap", { params: { map }, body })}
      />
      <InvitationList
        query={invitations}
        refresh={refresh}
        revoke={(invitation) => peopleRequest("revokeMapInvitation", { params: { map, invitation } })}
      />
      <section aria-label="Who may open it" className={classes.part}>
        <h3 className={classes.heading}>Who may open it</h3>
        <Reading what="list of people" query={members}>
          {(people) => {
            const own = people.filter((member) => !member.isFromWorkspace);
            const ofWorkspace = people.filter((member) => member.isFromWorkspace);
            const shown = all ? ofWorkspace : ofWorkspace.slice(0, shownFromWorkspace);
            const rest = ofWorkspace.length - shown.length;
            return (
              <ul className={list.list}>
                {own.map(row)}
                {shown.map(row)}
                {rest > 0 && (
                  <li className={list.item}>
                    <button type="button" className={classes.more} onClick={() => setAll(true)}>
                      {rest} more of the workspace
                    </button>
                  </li>
                )}
              </ul>
            );
          }}
        </Reading>
        <p className={classes.text}>Roles that come by the workspace are changed on the workspace’s page.</p>
      </section>
    </>
  );
}
