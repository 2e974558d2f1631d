import type { PlayRun } from "../../../shared/recovery/playRun.ts";
import { mapPath } from "../../state/place.ts";

/** The address of one run of a play. */
export function runPath(map: string, { play, id }: Pick<PlayRun, "play" | "id">): string {
  return `${mapPath(map, "plays", play)}?run=${encodeURIComponent(id)}`;
}
