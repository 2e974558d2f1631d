import { Ban, Ellipsis, KeyRound, ShieldCheck, ShieldOff, SmartphoneNfc, Trash2, UserRoundCheck } from "lucide-react";
import type { Person } from "../../../shared/api/workspaces.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem, MenuLine } from "../../ui/MenuItem.tsx";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { dayText } from "./dates.ts";
import classes from "./List.module.css";
import { roleNames } from "./roles.ts";
import type { PersonAct } from "./personActs.ts";

interface PersonRowProps {
  person: Person;
  isMe: boolean;
  /** Nobody else looks after the studio: what would leave it without anybody is not offered. */
  isLastAdmin: boolean;
  onAct: (act: PersonAct) => void;
}

/** An account of the studio. One's own is looked after on the account page. */
export function PersonRow({ person, isMe, isLastAdmin, onAct }: PersonRowProps) {
  const { name, email, color, isAdmin, isDisabled, createdAt, usedAt, workspaces } = person;
  const places = workspaces.map((each) => `${each.name} (${roleNames[each.role].toLowerCase()})`).join(", ");
  return (
    <li className={classes.item}>
      <PersonAvatar name={name} color={color} />
      <div className={classes.words}>
        <div className={classes.name}>
          {name}
          {isMe && <span className={classes.tag}>You</span>}
          {isAdmin && <span className={classes.tag}>Administrator</span>}
          {isDisabled && <span className={classes.tag}>Disabled</span>}
        </div>
        <div className={classes.meta}>
          {email} · {places || "in no workspace"}
        </div>
      </div>
      <span className={classes.since} title={`Joined ${dayText(createdAt)}`}>
        {usedAt === null ? "never here" : `here ${timeAgo(usedAt)}`}
      </span>
      {isMe && isLastAdmin ? (
        <span className={classes.gap} />
      ) : (
        <Menu
          align="end"
          width={250}
          label={`More for ${name}`}
          trigger={(trigger) => <IconButton {...trigger} label={`More for ${name}`} icon={Ellipsis} />}
        >
          {() => <Acts isMe={isMe} isLastAdmin={isLastAdmin} person={person} onAct={onAct} />}
        </Menu>
      )}
    </li>
  );
}

function Acts({ person: { isAdmin, isDisabled, hasSecondFactor }, isMe, isLastAdmin, onAct }: PersonRowProps) {
  return (
    <>
      {!isDisabled && !isMe && (
        <MenuItem icon={<KeyRound size={16} />} onSelect={() => onAct("resetLink")}>
          Link to a new password
        </MenuItem>
      )}
      {hasSecondFactor && !isMe && (
        <MenuItem icon={<SmartphoneNfc size={16} />} onSelect={() => onAct("stopFactor")}>
          Turn second step off
        </MenuItem>
      )}
      {!isLastAdmin &&
        (isAdmin ? (
          <MenuItem icon={<ShieldOff size={16} />} onSelect={() => onAct("demote")}>
            No longer administrator
          </MenuItem>
        ) : (
          !isDisabled && (
            <MenuItem icon={<ShieldCheck size={16} />} onSelect={() => onAct("promote")}>
              Make administrator
            </MenuItem>
          )
        ))}
      {!isMe && !isLastAdmin && (
        <>
          <MenuLine />
          {isDisabled ? (
            <MenuItem icon={<UserRoundCheck size={16} />} onSelect={() => onAct("enable")}>
              Enable account
            </MenuItem>
          ) : (
            <MenuItem icon={<Ban size={16} />} onSelect={() => onAct("disable")}>
              Disable account
            </MenuItem>
          )}
          <MenuItem icon={<Trash2 size={16} />} onSelect={() => onAct("erase")}>
            Erase account
          </MenuItem>
        </>
      )}
    </>
  );
}
