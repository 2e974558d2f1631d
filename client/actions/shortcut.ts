const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);

const keyWords: Readonly<Record<string, string>> = {
  Mod: isMac ? "⌘" : "Ctrl",
  Shift: isMac ? "⇧" : "Shift",
  Alt: isMac ? "⌥" : "Alt",
  Escape: "Esc",
  Delete: "Del",
  Backspace: "⌫",
  Enter: "Enter",
  Space: "Space",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** The keys of a shortcut such as `Mod+Shift+z`, as they are printed on this machine's keyboard. */
export function shortcutKeys(shortcut: string): string[] {
  return split(shortcut).map((key) => keyWords[key] ?? (key.length === 1 ? key.toLocaleUpperCase() : key));
}

/** Whether an event is a shortcut. A sign such as `?` is meant as it is typed, whatever Shift it needs. */
export function isShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const keys = split(shortcut);
  const key = keys.at(-1) ?? "";
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  return (
    normal(event.key) === normal(key) &&
    mod === keys.includes("Mod") &&
    !other &&
    event.altKey === keys.includes("Alt") &&
    (isSign || event.shiftKey === keys.includes("Shift"))
  );
}

/** Whether somebody is typing, so that a bare key means its letter. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}

/** Whether a shortcut is one key alone, or with Shift: a slip of the finger, or a word said to a voice control. */
export function isBare(shortcut: string): boolean {
  return !split(shortcut).some((key) => key === "Mod" || key === "Alt");
}

/** Whether the keyboard is in the canvas, or nowhere: only there do bare keys act (WCAG 2.1.4). */
export function isOnCanvas(target: EventTarget | null): boolean {
  return target instanceof Element && (target.matches("body, main") || target.closest("[data-canvas]") !== null);
}

/** `+` joins keys and is a key itself: `+`, `Mod++`. */
function split(shortcut: string): string[] {
  return shortcut.split(/\+(?=.)/);
}

function normal(key: string): string {
  return key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key;
}
