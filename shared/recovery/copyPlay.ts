import type { JourneyRecord } from "../model/kinds.ts";

type PlayFields = Omit<JourneyRecord<"play">, "id">;
interface Named {
  id: string;
  name: string;
}

/**
 * A play of another map as it can stand in this one: all of it, with each step's channel replaced by this map's channel
 * of the same name, or left out where there is none.
 * @param from channels of the map it comes from; `to` channels of the map it goes to.
 */
export function copyPlay(
  { id: _own, ...play }: JourneyRecord<"play">,
  from: readonly Named[],
  to: readonly Named[],
): PlayFields {
  if (play.steps === undefined) return play;
  const nameOf = (id: string | undefined) =>
    from
      .find((channel) => channel.id === id)
      ?.name.trim()
      .toLowerCase();
  const steps = play.steps.map(({ channel, ...step }) => {
    const name = nameOf(channel);
    const here = name === undefined ? undefined : to.find((each) => each.name.trim().toLowerCase() === name);
    return here === undefined ? step : { ...step, channel: here.id };
  });
  return { ...play, steps };
}

/** A second play to change: what others measured, agreed and rehearsed of the first says nothing of it. */
export function duplicatePlay({
  id: _own,
  rehearsals: _rehearsed,
  outcomes: _measured,
  signOffs: _agreed,
  ...play
}: JourneyRecord<"play">): PlayFields {
  return { ...play, title: `${play.title} (copy)` };
}
