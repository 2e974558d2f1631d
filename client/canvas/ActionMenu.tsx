import { Menu } from "@mantine/core";
import { actionGroups } from "../actions/action.ts";
import { isEnabled, labelOf, shownActions } from "../actions/registry.ts";
import { shortcutKeys } from "../actions/shortcut.ts";
import { useActionContext } from "../actions/useActions.ts";
import classes from "./ActionMenu.module.css";
import { useCanvas, useCanvasUi } from "./canvasContext.ts";

/** What can be done here now: the actions of the palette that apply to what was pressed. */
export function ActionMenu() {
  const place = useCanvasUi((ui) => ui.menu);
  return place === undefined ? null : <OpenMenu x={place.x} y={place.y} />;
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
    <Menu
      opened
      onClose={() => ui.setState({ menu: undefined })}
      position="bottom-start"
      offset={0}
      width={280}
      shadow="md"
    >
      <Menu.Target>
        <span className={classes.place} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group, index) => [
          index > 0 && <Menu.Divider key={index} />,
          ...group.map((action) => (
            <Menu.Item
              key={action.id}
              leftSection={
                action.icon === undefined ? <span className={classes.noIcon} /> : <action.icon size={15} aria-hidden />
              }
              rightSection={
                action.keys?.[0] !== undefined && (
                  <kbd className={classes.keys}>{shortcutKeys(action.keys[0]).join(" ")}</kbd>
                )
              }
              onClick={() => void action.run(context)}
            >
              {labelOf(action, context)}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}
