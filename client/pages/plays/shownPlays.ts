import type { Channel, Play, Touchpoint, WeakSpot } from "../../../shared/model/kinds.ts";
import { touchpointsOf } from "../../panels/plays/handleTimes.ts";
import type { PlayCopy } from "../../session/playCopies.ts";

interface Records {
  plays: readonly Play[];
  channels: readonly Channel[];
  weakSpots: readonly WeakSpot[];
  touchpoints: readonly Touchpoint[];
}

/** What the frontline page shows of a map; the same is kept for when there is no network. */
export function shownPlays(
  head: Pick<PlayCopy, "user" | "map" | "title">,
  { plays, channels, weakSpots, touchpoints }: Records,
): PlayCopy {
  const placesOf = (play: string) => touchpointsOf(play, touchpoints, weakSpots).map(({ title }) => title);
  return {
    ...head,
    plays,
    channels: Object.fromEntries(channels.map(({ id, name }) => [id, name])),
    places: Object.fromEntries(plays.map(({ id }) => [id, placesOf(id)])),
  };
}

/** Every word of a play by which somebody on shift may look for it. */
export function searchWords({ plays, places }: PlayCopy, text: string): Play[] {
  const wanted = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  return plays.filter((play) => {
    const { title, trigger, lost, guarantee, id } = play;
    const words = [title, trigger?.text, trigger?.metric, lost, guarantee, ...(places[id] ?? [])]
      .join(" ")
      .toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}
