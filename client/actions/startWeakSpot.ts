import { announce } from "../state/announce.ts";
import type { ActionContext } from "./action.ts";
import { onlySelected } from "./selection.ts";

/** Opens the inspector where it asks for a new weak spot of a touchpoint. */
export function startWeakSpotAt({ local }: Pick<ActionContext, "local">, touchpoint: string): void {
  local.getState().select([{ kind: "touchpoint", id: touchpoint }]);
  local.setState({ startsWeakSpot: touchpoint, inspectorOpen: true });
}

/** The same for the selected touchpoint; without one, the next touchpoint that is pressed. */
export function startWeakSpot(context: ActionContext): void {
  const only = onlySelected(context);
  if (only?.kind === "touchpoint") startWeakSpotAt(context, only.id);
  else {
    context.local.getState().setTool("weakSpot");
    announce("Choose the touchpoint that can fail");
  }
}
