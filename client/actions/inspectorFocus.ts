import type { LocalStore } from "../state/local.ts";

/** The inspector's element, for whoever draws it. */
export const inspectorId = "inspector";

/** Whether the keyboard is in the inspector. */
export function isInInspector(): boolean {
  return document.getElementById(inspectorId)?.contains(document.activeElement) ?? false;
}

/** Opens the inspector and puts the keyboard into it; Tab would lead there over every header in between. */
export function enterInspector(local: LocalStore): void {
  local.getState().setInspectorOpen(true);
  requestAnimationFrame(() => document.getElementById(inspectorId)?.focus());
}

/** Closes the inspector and gives the keyboard back to what it was about. */
export function leaveInspector(local: LocalStore): void {
  const { setInspectorOpen, canvas, selection } = local.getState();
  setInspectorOpen(false);
  canvas?.focus(selection[0]);
}
