import type { PlayRun } from "../../../shared/recovery/playRun.ts";
import { mapPath } from "../../state/place.ts";

/** The address of one run of a play. */
export function runPath(map: string, { play, id }: Pick<PlayRun, "play" | "id">): string {
  return `${mapPath(map, "plays", play)}?run=${encodeURIComponent(id)}`;
}

/** The address at which a play is started, also while a run of it is open. */
export function startPath(map: string, play: string): string {
  return `${mapPath(map, "plays", play)}?start`;
}
