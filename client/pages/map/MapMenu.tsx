import { Ellipsis } from "lucide-react";
import { Fragment } from "react";
import { actionGroups } from "../../actions/action.ts";
import { mapActions } from "../../actions/mapActions.ts";
import { isEnabled, labelOf, shownActions } from "../../actions/registry.ts";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { useActionContext } from "../../actions/useActions.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem, MenuLine } from "../../ui/MenuItem.tsx";

/** What can be done with the map as a whole; what is done to a card is in the canvas's own menu. */
export function MapMenu() {
  return (
    <Menu
      align="end"
      width={290}
      label="Map"
      trigger={(trigger) => <IconButton {...trigger} label="Map menu" icon={Ellipsis} />}
    >
      {() => <Items />}
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
        {index > 0 && <MenuLine />}
        {group.map((action) => {
          const { icon: Icon, keys } = action;
          return (
            <MenuItem
              key={action.id}
              icon={Icon && <Icon size={16} />}
              hint={keys?.[0] && shortcutKeys(keys[0]).join(" ")}
              disabled={!isEnabled(action, context)}
              onSelect={() => void action.run(context)}
            >
              {labelOf(action, context)}
            </MenuItem>
          );
        })}
      </Fragment>
    ));
}
