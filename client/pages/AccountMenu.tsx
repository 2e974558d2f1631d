import { useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { Suspense, useState } from "react";
import { queries } from "../api/queries.ts";
import { Menu } from "../ui/Menu.tsx";
import { MenuItem, MenuLine, MenuTitle } from "../ui/MenuItem.tsx";
import { PersonAvatar } from "../ui/PersonAvatar.tsx";
import classes from "./AccountMenu.module.css";
import { lazyPart } from "../ui/lazyPart.ts";

const SignOutDialog = lazyPart(async () => (await import("./SignOutDialog.tsx")).SignOutDialog);

const schemes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "auto", label: "As the system", icon: Monitor },
] as const;

/** Who one is, the colour scheme, and the way out. */
export function AccountMenu() {
  const user = useQuery(queries.me()).data?.user;
  const queryClient = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [leaving, setLeaving] = useState(false);
  if (user === undefined) return null;
  return (
    <>
      <Menu
        align="end"
        width={220}
        label="Account"
        trigger={(trigger) => (
          <button type="button" {...trigger} className={classes.button} aria-label={`Account of ${user.name}`}>
            <PersonAvatar name={user.name} color={user.color} />
          </button>
        )}
      >
        {() => (
          <>
            <MenuTitle>
              {user.name}
              {user.kind === "guest" && " (guest)"}
            </MenuTitle>
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
            <MenuItem icon={<LogOut size={16} />} onSelect={() => setLeaving(true)}>
              Sign out
            </MenuItem>
          </>
        )}
      </Menu>
      {leaving && (
        <Suspense>
          <SignOutDialog
            user={user}
            onClose={() => setLeaving(false)}
            onLeft={() => {
              queryClient.clear();
              // A new page, so that nothing of the old session stays in memory.
              window.location.assign("/sign-in");
            }}
          />
        </Suspense>
      )}
    </>
  );
}
