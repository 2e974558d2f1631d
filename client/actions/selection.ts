import type { Kind, RecordRef, Touchpoint } from "../../shared/model/kinds.ts";
import type { ActionContext } from "./action.ts";

/** The selected records of a kind, by id. */
export function selectedIds({ local }: ActionContext, kind: Kind): string[] {
  return local.getState().selection.flatMap((ref) => (ref.kind === kind ? [ref.id] : []));
}

/** The one selected record; `undefined` when none or several are. */
export function onlySelected({ local }: ActionContext): RecordRef | undefined {
  const { selection } = local.getState();
  return selection.length === 1 ? selection[0] : undefined;
}

/** The selected touchpoints that are there, in document order. */
export function selectedTouchpoints(context: ActionContext): Touchpoint[] {
  const ids = new Set(selectedIds(context, "touchpoint"));
  return ids.size === 0 ? [] : context.map.mirror.all("touchpoint").filter(({ id }) => ids.has(id));
}

/** Selects without opening the inspector, so that writing a name or moving on is not interrupted. */
export function selectQuietly({ local }: Pick<ActionContext, "local">, refs: readonly RecordRef[]): void {
  local.setState({ selection: refs });
}
