import { useMantineColorScheme } from "@mantine/core";
import { Building2, LogOut, Monitor, Moon, Sun, UserRound, Users } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Me } from "../../shared/api/people.ts";
import { goTo } from "../state/place.ts";
import { MenuItem, MenuLine, MenuTitle } from "../ui/MenuItem.tsx";
import classes from "./AccountMenu.module.css";

const schemes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "auto", label: "As the system", icon: Monitor },
] as const;

/** More of them are found on the account page. */
const shownWorkspaces = 5;

interface AccountItemsProps {
  me: Me;
  onSignOut: () => void;
}

/** What the account menu offers. */
export function AccountItems({ me, onSignOut }: AccountItemsProps) {
  const { user, account, workspaces } = me;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const title = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // They may come after the menu has opened, which gave the keyboard to what it held then.
    const menu = title.current?.closest("[role=menu]");
    if (menu === document.activeElement) menu?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }, []);
  return (
    <>
      <div ref={title}>
        <MenuTitle>
          {user.name}
          {user.kind === "guest" && " (guest)"}
          {account !== undefined && <span className={classes.email}>{account.email}</span>}
        </MenuTitle>
      </div>
      <MenuItem icon={<UserRound size={16} />} onSelect={() => goTo("/account")}>
        {account === undefined ? "Being a guest" : "Account"}
      </MenuItem>
      {workspaces.slice(0, shownWorkspaces).map(({ id, name }) => (
        <MenuItem key={id} icon={<Users size={16} />} onSelect={() => goTo(`/workspaces/${encodeURIComponent(id)}`)}>
          {name}
        </MenuItem>
      ))}
      {account?.isAdmin === true && (
        <MenuItem icon={<Building2 size={16} />} onSelect={() => goTo("/studio")}>
          Studio
        </MenuItem>
      )}
      <MenuLine />
      {schemes.map(({ value, label, icon: Icon }) => (
        <MenuItem
          key={value}
          icon={<Icon size={16} />}
          checked={colorScheme === value}
          onSelect={() => setColorScheme(value)}
        >
          {label}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<LogOut size={16} />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </>
  );
}
