import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { queries } from "../api/queries.ts";
import { PersonAvatar } from "../ui/PersonAvatar.tsx";

const SignOutDialog = lazy(async () => ({ default: (await import("./SignOutDialog.tsx")).SignOutDialog }));

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
      <Menu position="bottom-end" width={220} shadow="md">
        <Menu.Target>
          <UnstyledButton aria-label={`Account of ${user.name}`} p={4} style={{ borderRadius: "50%", lineHeight: 0 }}>
            <PersonAvatar name={user.name} color={user.color} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {user.name}
            {user.kind === "guest" && " (guest)"}
          </Menu.Label>
          {schemes.map(({ value, label, icon: Icon }) => (
            <Menu.Item
              key={value}
              role="menuitemradio"
              aria-checked={colorScheme === value}
              leftSection={<Icon size={16} />}
              rightSection={colorScheme === value ? "✓" : null}
              onClick={() => setColorScheme(value)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<LogOut size={16} />} onClick={() => setLeaving(true)}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
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
