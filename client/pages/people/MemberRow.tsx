import { X } from "lucide-react";
import type { Role } from "../../../shared/api/people.ts";
import type { Member } from "../../../shared/api/workspaces.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import { dayText } from "./dates.ts";
import classes from "./List.module.css";
import { RoleSelect } from "./RoleSelect.tsx";
import { roleNames } from "./roles.ts";

interface MemberRowProps {
  member: Member;
  isMe: boolean;
  /** Why it cannot be changed here, or how it came about. */
  note?: string;
  busy?: boolean;
  /** Left out where one may not, or cannot, change it. */
  onRole?: (role: Role) => void;
  onRemove?: () => void;
}

/** Somebody with a role on a workspace or a map; what one may not change is text. */
export function MemberRow({ member, isMe, note, busy = false, onRole, onRemove }: MemberRowProps) {
  const { name, email, color, role, isDisabled, since } = member;
  return (
    <li className={classes.item}>
      <PersonAvatar name={name} color={color} />
      <div className={classes.words}>
        <div className={classes.name}>
          {name}
          {isMe && <span className={classes.tag}>You</span>}
          {isDisabled && <span className={classes.tag}>Disabled</span>}
        </div>
        <div className={classes.meta}>{note === undefined ? email : `${email} · ${note}`}</div>
      </div>
      {note === undefined && <span className={classes.since}>since {dayText(since)}</span>}
      <div className={classes.side}>
        {onRole === undefined ? (
          <span className={classes.role}>{roleNames[role]}</span>
        ) : (
          <RoleSelect label={`Role of ${name}`} hideLabel value={role} disabled={busy} onChange={onRole} />
        )}
        {onRemove === undefined ? (
          <span className={classes.gap} />
        ) : (
          <IconButton label={`Remove ${name}`} icon={X} onClick={onRemove} />
        )}
      </div>
    </li>
  );
}
