import type { LucideIcon } from "lucide-react";
import type { MapSession } from "../session/openMap.ts";
import type { LocalStore } from "../state/local.ts";
import type { Run } from "../state/useRun.ts";

/** What an action may use. `go` opens another page of the studio. */
export interface ActionContext {
  map: MapSession;
  local: LocalStore;
  /** Runs a command; a refusal is shown in words and gives `undefined`. */
  run: Run;
  go: (path: string) => void;
  toggleScheme: () => void;
}

/** In the order of menus and of the list of keys. */
export const actionGroups = ["Edit", "Add", "View", "Map", "Help"] as const;

export type ActionGroup = (typeof actionGroups)[number];

/**
 * One thing a person can do, once: button, menu, shortcut and palette read the same object.
 */
export interface Action {
  /** Unique, verb first: `undo`, `addStage`. */
  id: string;
  group: ActionGroup;
  /** Verb first, sentence case. A function where the name tells what would happen: "Undo: move Booking site". */
  label: string | ((context: ActionContext) => string);
  icon?: LucideIcon;
  /**
   * Shortcuts, the first is shown: `Mod+z` (Ctrl, on a Mac Cmd), `Mod+Shift+z`, `?`, `Delete`, `ArrowUp`. Without Mod
   * or Alt taken on the canvas only; with them everywhere, in a field that somebody types into if `inFields`.
   */
  keys?: readonly string[];
  inFields?: boolean;
  /** Whether it changes the map; such actions are not there for viewers. */
  edits?: boolean;
  /** Whether it can be done now; it is shown greyed otherwise. Always, when left out. */
  isEnabled?: (context: ActionContext) => boolean;
  /** Whether it can never be done here; it is not shown at all. */
  isHidden?: (context: ActionContext) => boolean;
  run: (context: ActionContext) => unknown;
}
