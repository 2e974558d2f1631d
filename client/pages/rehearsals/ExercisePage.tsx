import { ArrowLeft } from "lucide-react";
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";
import type { Phase } from "../../../shared/exercise/rights.ts";
import { announce } from "../../state/announce.ts";
import { mapPath } from "../../state/place.ts";
import { useMap } from "../../state/useMap.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { Message } from "../../ui/Message.tsx";
import classes from "./ExercisePage.module.css";
import type { LiveExercise } from "./liveExercise.ts";
import { Lobby } from "./Lobby.tsx";
import { PhasePill } from "./PhasePill.tsx";
import { Review } from "./Review.tsx";
import { Room } from "./Room.tsx";
import { ExerciseProvider, useExerciseState, useLiveExercise } from "./useExercise.ts";
import { phaseWords } from "./words.ts";

/** One rehearsal, live: before its start, while the clock runs, and its review. */
export function ExercisePage({ id }: { id: string }) {
  const live = useLiveExercise(id);
  return live === undefined ? null : <Followed live={live} />;
}

function Followed({ live }: { live: LiveExercise }) {
  const { mapId } = useMap();
  const { status, state } = useSyncExternalStore(live.subscribe, live.read);
  if (status === "missing")
    return (
      <Message compact title="There is no such rehearsal" text="Its map knows nothing of it.">
        <ButtonLink to={mapPath(mapId, "rehearsals")}>Go to the rehearsals</ButtonLink>
      </Message>
    );
  if (state.phase === "new")
    return status === "offline" ? (
      <Message
        compact
        title="The rehearsal cannot be shown right now"
        text="The studio cannot be reached. It is asked again every few seconds."
      >
        <Button primary onClick={() => window.location.reload()}>
          Try again
        </Button>
      </Message>
    ) : (
      <p role="status" className="visually-hidden">
        Opening the rehearsal
      </p>
    );
  return (
    <ExerciseProvider value={live}>
      <Shown />
    </ExerciseProvider>
  );
}

function Shown() {
  const { mapId } = useMap();
  const { phase, title, clock } = useExerciseState();
  const isOver = phase === "ended" || phase === "closed";
  const isCalledOff = isOver && clock.startedAt === undefined;
  const heading = usePhaseChange(phase);
  return (
    <div className={classes.page} data-phase={phase}>
      <div className={classes.head}>
        <Link to={mapPath(mapId, "rehearsals")} className={classes.back}>
          <ArrowLeft size={16} aria-hidden="true" />
          All rehearsals
        </Link>
        <div className={classes.titleRow}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          <PhasePill phase={phase} isCalledOff={isCalledOff} />
        </div>
      </div>
      {phase === "planned" && <Lobby />}
      {(phase === "running" || phase === "paused") && <Room />}
      {isCalledOff && <p className={classes.muted}>This rehearsal was called off before its clock started.</p>}
      {isOver && !isCalledOff && <Review />}
    </div>
  );
}

/** Says when the rehearsal goes on to another phase, and keeps the keyboard's place when the button that did it is gone. */
function usePhaseChange(phase: Phase): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const known = useRef(phase);
  useEffect(() => {
    if (known.current === phase) return;
    known.current = phase;
    announce(`The rehearsal is now: ${phaseWords[phase]}`);
    if (document.activeElement === document.body) heading.current?.focus();
  }, [phase]);
  return heading;
}
