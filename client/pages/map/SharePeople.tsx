import { useQuery } from "@tanstack/react-query";
import type { Role } from "../../../shared/api/people.ts";
import type { Member } from "../../../shared/api/workspaces.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { InvitationList } from "../people/InvitationList.tsx";
import { InviteForm } from "../people/InviteForm.tsx";
import { useAct } from "../people/useAct.ts";
import { MapPeople } from "./MapPeople.tsx";
import classes from "./ShareDialog.module.css";

const meanings: Record<Role, string> = {
  owner: "does everything with this map: shares, moves and deletes it too",
  editor: "changes this map",
  commenter: "looks at this map and says what they think",
  viewer: "looks at this map",
};

/** Shares the map with people who have an account, or will: inviting them, and changing and ending their roles on it. */
export function SharePeople({ map, me }: { map: string; me: string }) {
  const invitations = useQuery(peopleQueries.mapInvitations(map));
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
        <MapPeople
          map={map}
          me={me}
          change={{
            busy: change.isPending ? change.variables.person : undefined,
            onRole: ({ id: person }, role) => change.mutate({ person, role }),
            onRemove: (member) => remove.mutate(member),
          }}
        />
        <p className={classes.text}>Roles that come by the workspace are changed on the workspace’s page.</p>
      </section>
    </>
  );
}
