import type { ActionContext } from "./action.ts";
import { onlySelected } from "./selection.ts";

/** Adds a connection and selects it; one that is there already is selected. */
export function connect(context: ActionContext, from: string, to: string): void {
  const { map, local, run } = context;
  if (from === to) return;
  const known = map.mirror.all("connection").find((each) => each.from === from && each.to === to);
  const made = known ?? (run("addConnection", { from, to }) as { id: string } | undefined);
  if (made !== undefined) local.getState().select([{ kind: "connection", id: made.id }]);
}

/** The connections that lead away from the selected touchpoint, or from where the selected connection starts. */
export function connectionsFromSelected(context: ActionContext): { id: string; from: string; to: string }[] {
  const { mirror } = context.map;
  const only = onlySelected(context);
  const from = only?.kind === "connection" ? mirror.read("connection", only.id)?.from : only?.id;
  return mirror.all("connection").filter((connection) => connection.from === from);
}

/** Selects the first of the selected touchpoint's connections, then the next. */
export function selectNextConnection(context: ActionContext): void {
  const all = connectionsFromSelected(context);
  const index = all.findIndex(({ id }) => id === onlySelected(context)?.id);
  const next = all[(index + 1) % all.length];
  if (next !== undefined) context.local.getState().select([{ kind: "connection", id: next.id }]);
}
