/** Something that can happen next. */
export interface Choice {
  name: string;
  happen(): void | Promise<void>;
}

/** One run of a program whose every moment of choice is decided from outside. */
export interface Play {
  /** What can happen next, the usual thing first; empty when the run is over. */
  choices(): readonly Choice[];
  /** Everything that follows from what happened has happened. */
  settled(): Promise<void>;
}

/** What happened in a run, by name, in order. */
export type Schedule = readonly string[];

/**
 * Plays every schedule that departs from the usual order in at most `departures` places, each from the beginning: `open`
 * starts a fresh run, `check` looks at its end. @returns how many there were.
 * @throws what `check` throws, with the schedule in front.
 */
export async function playSchedules<P extends Play>(
  open: () => Promise<P>,
  check: (play: P) => Promise<void>,
  departures: number,
): Promise<number> {
  /** Which choice to take at which step, where it is not the first. */
  const waiting: ReadonlyMap<number, number>[] = [new Map()];
  let count = 0;
  for (let plan = waiting.pop(); plan; plan = waiting.pop()) {
    count += 1;
    const play = await open();
    const names: string[] = [];
    const lastDeparture = Math.max(-1, ...plan.keys());
    try {
      for (let choices = play.choices(); choices.length > 0; choices = play.choices()) {
        const step = names.length;
        if (plan.size < departures && step > lastDeparture)
          for (let other = 1; other < choices.length; other++) waiting.push(new Map([...plan, [step, other]]));
        const choice = choices[plan.get(step) ?? 0];
        if (!choice) throw new Error("a run that begins alike goes on alike");
        names.push(choice.name);
        await choice.happen();
        await play.settled();
      }
      await check(play);
    } catch (error) {
      throw new Error(`${names.join(" → ")}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
  return count;
}
