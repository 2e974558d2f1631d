import { Fragment } from "react";
import { actionGroups } from "../actions/action.ts";
import { isEnabled, labelOf, shownActions } from "../actions/registry.ts";
import { shortcutKeys } from "../actions/shortcut.ts";
import { useActionContext } from "../actions/useActions.ts";
import { MenuAt } from "../ui/Menu.tsx";
import { MenuItem, MenuLine } from "../ui/MenuItem.tsx";
import { useCanvas, useCanvasUi } from "./canvasContext.ts";

/** What can be done here now: the actions of the palette that apply to what was pressed. */
export function ActionMenu() {
  const place = useCanvasUi((ui) => ui.menu);
  // A press elsewhere opens it anew.
  return place === undefined ? null : <OpenMenu key={`${place.x} ${place.y}`} x={place.x} y={place.y} />;
}

function OpenMenu({ x, y }: { x: number; y: number }) {
  const { ui } = useCanvas();
  const context = useActionContext();
  const actions = shownActions(context).filter(
    (action) =>
      (action.group === "Edit" || action.group === "Add" || action.id === "collapse") && isEnabled(action, context),
  );
  const groups = actionGroups
    .map((group) => actions.filter((action) => action.group === group))
    .filter((group) => group.length > 0);
  return (
    <MenuAt x={x} y={y} width={280} label="What can be done here" onClose={() => ui.setState({ menu: undefined })}>
      {groups.map((group, index) => (
        <Fragment key={group[0]?.group}>
          {index > 0 && <MenuLine />}
          {group.map((action) => {
            const { icon: Icon, keys } = action;
            return (
              <MenuItem
                key={action.id}
                icon={Icon && <Icon size={16} />}
                hint={keys?.[0] && shortcutKeys(keys[0]).join(" ")}
                onSelect={() => void action.run(context)}
              >
                {labelOf(action, context)}
              </MenuItem>
            );
          })}
        </Fragment>
      ))}
    </MenuAt>
  );
}
