import type { Play } from "../../../shared/model/kinds.ts";
import type { Step } from "../../../shared/recovery/phases.ts";
import type { ItemFields } from "./itemLists.ts";

/** One step of a play, and how it is written. */
export interface StepProps {
  step: Step;
  play: Play;
  /** Somebody acknowledges: questions may be asked. */
  asksAllowed: boolean;
  set: (fields: ItemFields<Step>) => boolean;
}
