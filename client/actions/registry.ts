import { type Action, type ActionContext, actionGroups } from "./action.ts";
import { canvasActions } from "./canvasActions.ts";
import { mapActions } from "./mapActions.ts";
import { isBare, isOnCanvas, isShortcut, isTyping } from "./shortcut.ts";
import { mayEdit } from "../session/mayEdit.ts";

/** Everything a person can do with a map, once: menus, shortcuts, palette and the list of keys read it. */
export const actions: readonly Action[] = [...mapActions, ...canvasActions].sort(
  (a, b) => actionGroups.indexOf(a.group) - actionGroups.indexOf(b.group),
);

/** Those of a list that exist for this person here. */
export function shownActions(context: ActionContext, list: readonly Action[] = actions): readonly Action[] {
  return list.filter((action) => !(action.edits && !mayEdit(context.map.role)) && action.isHidden?.(context) !== true);
}

export function isEnabled(action: Action, context: ActionContext): boolean {
  return action.isEnabled?.(context) ?? true;
}

export function labelOf(action: Action, context: ActionContext): string {
  return typeof action.label === "string" ? action.label : action.label(context);
}

/** Runs the action whose shortcut an event is. @returns whether there was one. */
export function runShortcut(event: KeyboardEvent, context: ActionContext): boolean {
  if (event.defaultPrevented) return false;
  const typing = isTyping(event.target);
  const inDialog = event.target instanceof Element && event.target.closest("[role=dialog], [role=menu]") !== null;
  const bareKeysCount = isOnCanvas(event.target) && !typing;
  const action = shownActions(context).find(
    (candidate) =>
      !inDialog &&
      candidate.keys?.some(
        (key) => (isBare(key) ? bareKeysCount : candidate.inFields || !typing) && isShortcut(event, key),
      ) === true &&
      isEnabled(candidate, context),
  );
  if (action === undefined) return false;
  event.preventDefault();
  void action.run(context);
  return true;
}
