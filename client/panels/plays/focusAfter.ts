const controls = "input, textarea, select, button, summary";

/**
 * Where the keyboard goes on when a row of a list is removed: the next row or what follows the list, else the first
 * button of its section, which adds one. To be asked before the row goes.
 */
export function focusAfter(row: Element | null): HTMLElement | undefined {
  for (let next = row?.nextElementSibling; next; next = next.nextElementSibling) {
    const control = next.matches(controls) ? next : next.querySelector(controls);
    if (control instanceof HTMLElement) return control;
  }
  const section = row?.parentElement?.closest("section, details");
  return [...(section?.querySelectorAll<HTMLElement>("button, summary") ?? [])].find((each) => !row?.contains(each));
}

/** Removes a row by the button in it, and takes the keyboard to what comes after it. */
export function removeRow(button: Element, remove: () => boolean): void {
  const next = focusAfter(button.closest("[data-row], details"));
  if (remove()) next?.focus();
}
