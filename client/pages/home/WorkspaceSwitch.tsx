import { ChevronDown, LayoutGrid, Plus, Settings2, Users } from "lucide-react";
import { Suspense, useState } from "react";
import type { Me } from "../../../shared/api/people.ts";
import { goTo } from "../../state/place.ts";
import { Button } from "../../ui/Button.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem, MenuLine } from "../../ui/MenuItem.tsx";
import classes from "./HomePage.module.css";

const NewWorkspaceDialog = lazyPart(async () => (await import("../people/NewWorkspaceDialog.tsx")).NewWorkspaceDialog);

interface WorkspaceSwitchProps {
  me: Me;
  /** The workspace whose maps are shown; all of them without one. */
  shown: string | undefined;
}

/** Which workspace's maps are listed, and the way to its people. Nothing for guests. */
export function WorkspaceSwitch({ me, shown }: WorkspaceSwitchProps) {
  const [making, setMaking] = useState(false);
  const { workspaces, account } = me;
  if (account === undefined) return null;
  const current = workspaces.find(({ id }) => id === shown) ?? (workspaces.length === 1 ? workspaces[0] : undefined);
  const name = current?.name ?? (workspaces.length === 0 ? "No workspace" : "All workspaces");
  return (
    <>
      <Menu
        width={280}
        label="Workspace"
        trigger={(trigger) => (
          <Button {...trigger} className={classes.workspace} aria-label={`Workspace: ${name}`}>
            <span className={classes.workspaceName}>{name}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        )}
      >
        {() => (
          <>
            {workspaces.length > 1 && (
              <>
                <MenuItem icon={<LayoutGrid size={16} />} checked={current === undefined} onSelect={() => goTo("/")}>
                  All workspaces
                </MenuItem>
                {workspaces.map((each) => (
                  <MenuItem
                    key={each.id}
                    checked={each === current}
                    onSelect={() => goTo(`/?workspace=${encodeURIComponent(each.id)}`)}
                  >
                    {each.name}
                  </MenuItem>
                ))}
                <MenuLine />
              </>
            )}
            {current !== undefined && (
              <>
                <MenuItem
                  icon={<Users size={16} />}
                  onSelect={() => goTo(`/workspaces/${encodeURIComponent(current.id)}`)}
                >
                  {current.role === "owner" ? "Members and invitations" : "Members"}
                </MenuItem>
                <MenuItem
                  icon={<Settings2 size={16} />}
                  onSelect={() => goTo(`/workspaces/${encodeURIComponent(current.id)}/settings`)}
                >
                  Settings
                </MenuItem>
              </>
            )}
            <MenuItem icon={<Plus size={16} />} onSelect={() => setMaking(true)}>
              New workspace
            </MenuItem>
          </>
        )}
      </Menu>
      <Suspense>{making && <NewWorkspaceDialog onClose={() => setMaking(false)} />}</Suspense>
    </>
  );
}
