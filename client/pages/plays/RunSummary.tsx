import { ArrowLeft, HeartCrack, Megaphone } from "lucide-react";
import { useState } from "react";
import { type FollowUp, openFollowUps } from "../../../shared/recovery/runFollowUps.ts";
import { RunTimes } from "../../panels/runs/RunTimes.tsx";
import { dayWords, flagWords } from "../../panels/runs/runWords.ts";
import type { PlayCopy } from "../../session/playCopies.ts";
import type { ShownRun } from "../../session/runStore.ts";
import { mapPath } from "../../state/place.ts";
import { localDay } from "../../state/useNow.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { RatingPick } from "./RatingPick.tsx";
import { useRunInHand } from "./runContext.ts";
import { startPath } from "./runPath.ts";
import { SendingNote } from "./SendingNote.tsx";

/** A run that is over, or somebody else's: what happened, and what is still to be done. */
export function RunSummary({ shown: { map, user }, going }: { shown: PlayCopy; going: ShownRun }) {
  const { run, state, play, record } = useRunInHand();
  const today = localDay();
  const isMine = going.by.id === user.id;
  const due = openFollowUps(run, today, state);
  const standing =
    state.cancelledAt !== undefined
      ? "Started by mistake"
      : state.stopped !== undefined
        ? "Stopped for safety"
        : state.ended !== undefined
          ? "Ended"
          : "Still going on";
  return (
    <div className={classes.column}>
      <Link to={mapPath(map, "plays")} className={classes.back}>
        <ArrowLeft size={18} aria-hidden="true" />
        All plans B
      </Link>
      <div>
        <h1 tabIndex={-1} data-heading className={classes.title}>
          {run.title || "Untitled plan"}
        </h1>
        <p className={classes.lead}>
          {standing}
          {!isMine && ` · ${going.by.name}`}
        </p>
        <SendingNote going={going} />
      </div>
      {state.abusedAt !== undefined && state.supervisorToldAt === undefined && (
        <div className={classes.danger}>
          <p className={classes.stepText}>The customer was abusive. The supervisor is to be told.</p>
          {isMine && (
            <BigButton icon={Megaphone} onClick={() => record({ type: "supervisorTold" })}>
              My supervisor knows
            </BigButton>
          )}
        </div>
      )}
      {due.map((followUp) => (
        <FollowUpForm key={followUp.step} followUp={followUp} />
      ))}
      {state.failedAt !== undefined && play?.ifItFails !== undefined && (
        <div className={classes.danger}>
          <h2 className={classes.heading}>It failed too</h2>
          <p className={classes.stepText}>{play.ifItFails}</p>
        </div>
      )}
      <section className={classes.card}>
        <h2 className={classes.heading}>What happened</h2>
        <RunTimes run={run} today={today} />
      </section>
      {isMine && state.ended !== undefined && state.failedAt === undefined && (
        <BigButton danger icon={HeartCrack} onClick={() => record({ type: "failedToo" })}>
          It turned out that it failed
        </BigButton>
      )}
      {play !== undefined && <ButtonLink to={startPath(map, play.id)}>Run this plan again</ButtonLink>}
    </div>
  );
}

/** One customer to be asked again, and what they said. */
function FollowUpForm({ followUp: { step, text, dueOn, isMissed } }: { followUp: FollowUp }) {
  const { record } = useRunInHand();
  const [rating, setRating] = useState<number | null>();
  const done = (isSatisfied: boolean | null) =>
    record({
      type: "followedUp",
      on: localDay(),
      step,
      isSatisfied,
      ...(typeof rating === "number" && { rating }),
    });
  return (
    <section className={classes.card} data-missed={isMissed || undefined}>
      <h2 className={classes.heading}>{text}</h2>
      <p className={isMissed ? classes.warning : classes.text} role={isMissed ? "alert" : undefined}>
        {isMissed ? `${flagWords.FOLLOW_UP_MISSED.label}: it was due ${dayWords(dueOn)}.` : `Due ${dayWords(dueOn)}.`}
      </p>
      <blockquote className={classes.script}>Are you satisfied with the solution?</blockquote>
      <RatingPick value={rating} onPick={setRating} canSkip={false} />
      <BigButton primary onClick={() => done(true)}>
        They are satisfied
      </BigButton>
      <BigButton onClick={() => done(false)}>They are not</BigButton>
      <button type="button" className={classes.quiet} onClick={() => done(null)}>
        I asked, and reached nobody
      </button>
    </section>
  );
}
