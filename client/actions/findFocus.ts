import type { ActionContext } from "./action.ts";

/** The field of the find panel, for whoever draws it; it takes the keyboard when it appears. */
export const findFieldId = "find";

/** Opens the find panel, or puts the keyboard back into the one that is open. */
export function enterFind({ local }: ActionContext): void {
  local.getState().setFindOpen(true);
  const field = document.getElementById(findFieldId);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}
