import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../../shared/api/people.ts";
import type { Member } from "../../../shared/api/workspaces.ts";
import { peopleQueries } from "../../api/peopleQueries.ts";
import list from "../people/List.module.css";
import { MemberRow } from "../people/MemberRow.tsx";
import { Reading } from "../people/Reading.tsx";
import classes from "./ShareDialog.module.css";

/** More of the workspace are counted until they are asked for. */
const shownFromWorkspace = 6;

interface MapPeopleProps {
  map: string;
  me: string;
  /** What can be done about those with a role of their own on the map; left out, the list is to be read. */
  change?: {
    busy: string | undefined;
    onRole: (member: Member, role: Role) => void;
    onRemove: (member: Member) => void;
  };
}

/** Everybody with an account who may open a map: first those with a role of their own on it, then those of its workspace. */
export function MapPeople({ map, me, change }: MapPeopleProps) {
  const members = useQuery(peopleQueries.mapMembers(map));
  const [all, setAll] = useState(false);
  const row = (member: Member) => {
    const own = member.isFromWorkspace || member.id === me ? undefined : change;
    return (
      <MemberRow
        key={member.id}
        member={member}
        isMe={member.id === me}
        note={member.isFromWorkspace ? "by the workspace" : "shared"}
        busy={change?.busy === member.id}
        onRole={own && ((role) => own.onRole(member, role))}
        onRemove={own && (() => own.onRemove(member))}
      />
    );
  };
  return (
    <Reading what="list of people" query={members}>
      {(people) => {
        const own = people.filter((member) => !member.isFromWorkspace);
        const ofWorkspace = people.filter((member) => member.isFromWorkspace);
        const shown = all ? ofWorkspace : ofWorkspace.slice(0, shownFromWorkspace);
        const rest = ofWorkspace.length - shown.length;
        return (
          <ul className={list.list} aria-label="Who may open it">
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
  );
}
