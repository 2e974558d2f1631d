import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { Fragment } from "react";
import { type Action, actionGroups } from "../../actions/action.ts";
import { mapActions } from "../../actions/mapActions.ts";
import { isEnabled, labelOf, shownActions } from "../../actions/registry.ts";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { useActionContext } from "../../actions/useActions.ts";
import classes from "./MapMenu.module.css";

/** What can be done with the map as a whole; what is done to a card is in the canvas's own menu. */
export function MapMenu() {
  return (
    <Menu position="bottom-end" shadow="md" width={290}>
      <Menu.Target>
        <ActionIcon className={classes.target} variant="subtle" color="gray" size={32} aria-label="Map menu">
          <Ellipsis size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <Items />
      </Menu.Dropdown>
    </Menu>
  );
}

function Items() {
  const context = useActionContext();
  const shown = shownActions(context, mapActions);
  const groups = actionGroups.map((group) => shown.filter((action) => action.group === group));
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => (
      <Fragment key={group[0]?.group}>
        {index > 0 && <Menu.Divider />}
        {group.map((action) => (
          <Menu.Item
            key={action.id}
            leftSection={<Icon action={action} />}
            rightSection={<Keys action={action} />}
            disabled={!isEnabled(action, context)}
            onClick={() => void action.run(context)}
          >
            {labelOf(action, context)}
          </Menu.Item>
        ))}
      </Fragment>
    ));
}

function Icon({ action: { icon: Found } }: { action: Action }) {
  return Found === undefined ? <span className={classes.noIcon} /> : <Found size={16} />;
}

function Keys({ action }: { action: Action }) {
  const shortcut = action.keys?.[0];
  return shortcut === undefined ? null : <span className={classes.keys}>{shortcutKeys(shortcut).join(" ")}</span>;
}
