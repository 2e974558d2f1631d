import { Modal } from "@mantine/core";
import { actionGroups } from "../../actions/action.ts";
import { labelOf, shownActions } from "../../actions/registry.ts";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { useActionContext } from "../../actions/useActions.ts";
import classes from "./KeysDialog.module.css";

/** Every key, from the one list of actions. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const context = useActionContext();
  const withKeys = shownActions(context).filter(({ keys }) => keys !== undefined && keys.length > 0);
  return (
    <Modal opened onClose={onClose} size={720} title="Keys">
      <div className={classes.groups}>
        {actionGroups
          .map((group) => ({ group, actions: withKeys.filter((action) => action.group === group) }))
          .filter(({ actions }) => actions.length > 0)
          .map(({ group, actions }) => (
            <section key={group} className={classes.group}>
              <h3 className={classes.title}>{group}</h3>
              <dl className={classes.list}>
                {actions.map((action) => (
                  <div key={action.id} className={classes.row}>
                    <dt>{labelOf(action, context)}</dt>
                    <dd className={classes.keys}>
                      {action.keys?.map((shortcut, index) => (
                        <span key={shortcut}>
                          {index > 0 && <span className={classes.or}> or </span>}
                          {shortcutKeys(shortcut).map((key) => (
                            <kbd key={key} className={classes.key}>
                              {key}
                            </kbd>
                          ))}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Modal>
  );
}
