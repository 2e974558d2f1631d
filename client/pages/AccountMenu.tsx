import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { queries } from "../api/queries.ts";
import { lazyPart } from "../ui/lazyPart.ts";
import { Menu } from "../ui/Menu.tsx";
import { MenuTitle } from "../ui/MenuItem.tsx";
import { PersonAvatar } from "../ui/PersonAvatar.tsx";
import classes from "./AccountMenu.module.css";

const loadItems = () => import("./AccountItems.tsx");
const AccountItems = lazyPart(async () => (await loadItems()).AccountItems);
const SignOutDialog = lazyPart(async () => (await import("./SignOutDialog.tsx")).SignOutDialog);

/** Who one is, one's own pages, the colour scheme, and the way out. */
export function AccountMenu() {
  const me = useQuery(queries.me()).data;
  const [leaving, setLeaving] = useState(false);
  if (me === undefined) return null;
  const { user } = me;
  return (
    <>
      <Menu
        align="end"
        width={240}
        label="Account"
        trigger={(trigger) => (
          <button
            type="button"
            {...trigger}
            // Whoever comes near the button is about to press it.
            onPointerEnter={() => void loadItems().catch(() => undefined)}
            className={classes.button}
            aria-label={`Account of ${user.name}`}
          >
            <PersonAvatar name={user.name} color={user.color} />
          </button>
        )}
      >
        {() => (
          <Suspense fallback={<MenuTitle>{user.name}</MenuTitle>}>
            <AccountItems me={me} onSignOut={() => setLeaving(true)} />
          </Suspense>
        )}
      </Menu>
      {leaving && (
        <Suspense>
          <SignOutDialog user={user} onClose={() => setLeaving(false)} />
        </Suspense>
      )}
    </>
  );
}
