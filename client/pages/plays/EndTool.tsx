import { Flag } from "lucide-react";
import { useState } from "react";
import { addDays, plannedFollowUp } from "../../../shared/recovery/runFollowUps.ts";
import { dayWords } from "../../panels/runs/runWords.ts";
import { localDay } from "../../state/useNow.ts";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { noteOf } from "./NoteForm.tsx";
import { RatingPick } from "./RatingPick.tsx";
import { useRunInHand } from "./runContext.ts";
import { ToolHead } from "./ToolHead.tsx";
import { useRemembered } from "./useRemembered.ts";

const choices = [1, 3, 7];

/** The end of a run: the customer's rating, and the day on which somebody asks again, or why nobody will. */
export function EndTool({ onBack }: { onBack: () => void }) {
  const { run, state, play, record } = useRunInHand();
  const today = localDay();
  const planned = plannedFollowUp(run, today);
  const [rating, setRating] = useRemembered<number | null | undefined>(`${run.id} rating`, undefined);
  const [days, setDays] = useRemembered<number | "never">(`${run.id} days`, 3);
  const [reason, setReason] = useRemembered(`${run.id} never because`, "");
  const [isAsked, setAsked] = useState(false);
  const isNever = days === "never";
  const isReady = rating !== undefined && (!isNever || noteOf(reason) !== "");
  const open = run.steps.filter(({ phase }, index) => phase === "acknowledge" && state.steps[index] === undefined);
  const end = () =>
    record({
      type: "ended",
      on: today,
      rating: rating ?? null,
      ...(isNever && { reason: noteOf(reason) }),
      ...(!isNever && planned === undefined && { followUpOn: addDays(today, days) }),
    });
  return (
    <section className={classes.group}>
      <ToolHead title="End: ask how it was" onBack={onBack} />
      {open.length > 0 && <p className={classes.warning}>Nobody has said sorry yet.</p>}
      {play?.stopWhen !== undefined && (
        <p className={classes.text}>
          Done when: <strong>{play.stopWhen}</strong>
        </p>
      )}
      <blockquote className={classes.script}>How satisfied are you with how we put it right?</blockquote>
      <RatingPick value={rating} onPick={setRating} />
      <div className={classes.prompt}>
        <h3 className={classes.heading}>Ask again</h3>
        {planned !== undefined && !isNever ? (
          <p>
            On <strong>{dayWords(planned)}</strong>, as the plan says. It stays under “Ask again” until it is done.
          </p>
        ) : null}
        <div className={classes.chips} role="group" aria-label="When somebody asks again">
          {planned === undefined ? (
            choices.map((each) => (
              <button
                key={each}
                type="button"
                className={classes.chip}
                aria-pressed={days === each}
                onClick={() => setDays(each)}
              >
                {each === 1 ? "Tomorrow" : `In ${each} days`}
              </button>
            ))
          ) : (
            <button type="button" className={classes.chip} aria-pressed={!isNever} onClick={() => setDays(3)}>
              As planned
            </button>
          )}
          <button type="button" className={classes.chip} aria-pressed={isNever} onClick={() => setDays("never")}>
            Nobody will
          </button>
        </div>
        {isNever && (
          <label className={classes.label}>
            Done with the customer today, because
            <input
              className={classes.search}
              value={reason}
              autoComplete="off"
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      <BigButton primary icon={Flag} disabled={!isReady} onClick={end}>
        End this run
      </BigButton>
      {!isReady && (
        <p className={classes.text}>
          {rating === undefined ? "Choose a rating, or “Not asked”." : "Say why nobody will ask again."}
        </p>
      )}
      {isAsked ? (
        <>
          <p className={classes.warning} role="status">
            The run is closed and counts nowhere. This cannot be taken back.
          </p>
          <BigButton onClick={() => setAsked(false)}>No, go on with it</BigButton>
          <BigButton danger onClick={() => record({ type: "cancelled" })}>
            Yes, it was started by mistake
          </BigButton>
        </>
      ) : (
        <button type="button" className={classes.quiet} onClick={() => setAsked(true)}>
          It was started by mistake
        </button>
      )}
    </section>
  );
}
