import { useMemo } from "react";
import { runFlags } from "../../../shared/recovery/runFollowUps.ts";
import { runState } from "../../../shared/recovery/runState.ts";
import { useMap } from "../../state/useMap.ts";
import { localDay } from "../../state/useNow.ts";
import { useRuns } from "../../state/useRuns.ts";
import { RunFigureList } from "../runs/RunFigureList.tsx";
import { RunFlags } from "../runs/RunFlags.tsx";
import { RunTimes } from "../runs/RunTimes.tsx";
import { momentWords } from "../runs/runWords.ts";
import { Empty, Fold, Section } from "../Section.tsx";

/** More than these are on nobody's mind; the figures count them all. */
const shownRuns = 20;

/** What happened each time this play was needed: figures of all runs, and each with its times. */
export function PlayRuns({ play }: { play: string }) {
  const { me, mapId } = useMap();
  const { runs } = useRuns(me, mapId);
  const own = useMemo(() => runs.filter(({ run }) => run.play === play), [runs, play]);
  const all = useMemo(() => own.map(({ run }) => run), [own]);
  const today = localDay();
  return (
    <Section title="Runs">
      {own.length === 0 ? (
        <Empty>Not run yet. Staff on shift open this plan on a phone; each run is kept here with its times.</Empty>
      ) : (
        <>
          <RunFigureList runs={all} today={today} />
          {own.slice(0, shownRuns).map(({ run, by }) => {
            const state = runState(run);
            const flags = runFlags(run, today, state);
            const standing =
              state.cancelledAt !== undefined
                ? "by mistake"
                : state.ended !== undefined
                  ? "ended"
                  : state.stopped
                    ? "stopped"
                    : "open";
            return (
              <Fold
                key={run.id}
                title={`${momentWords(run.startedAt)} · ${by.name}`}
                note={flags.length > 0 ? <RunFlags flags={flags.slice(0, 1)} /> : standing}
              >
                <RunTimes run={run} today={today} />
              </Fold>
            );
          })}
        </>
      )}
    </Section>
  );
}
