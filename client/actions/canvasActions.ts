import type { Action } from "./action.ts";

/** What can be done on the canvas. */
export const canvasActions: readonly Action[] = [];
