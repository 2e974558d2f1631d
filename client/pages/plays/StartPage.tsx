import { ArrowLeft, Play as PlayIcon, Timer } from "lucide-react";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { startRun } from "../../../shared/recovery/playRun.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { phaseWords } from "../../panels/runs/runWords.ts";
import { Fold } from "../../panels/Section.tsx";
import type { PlayCopy } from "../../session/playCopies.ts";
import type { RunStore } from "../../session/runStore.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { localDay } from "../../state/useNow.ts";
import { Link } from "../../ui/Link.tsx";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { GiveView } from "./GiveView.tsx";
import { runPath } from "./runPath.ts";

interface StartPageProps {
  shown: PlayCopy;
  play: Play;
  store: RunStore;
}

const earlierMinutes = [5, 10, 15, 30, 60];

/** A plan before it runs: what to say first, and the clock. */
export function StartPage({ shown: { map }, play, store }: StartPageProps) {
  const [isEarlier, setEarlier] = useState(false);
  const [time, setTime] = useState("");
  const start = (detected: number) => {
    const now = new Date();
    const run = startRun(play, {
      id: newId("run"),
      detectedAt: new Date(detected).toISOString(),
      now: now.toISOString(),
      today: localDay(),
    });
    store.start(run);
    goTo(runPath(map, run), { replace: true });
  };
  const steps = play.steps ?? [];
  const first = steps.find(({ phase }) => phase === "acknowledge");
  const when = play.trigger?.text ?? triggerSentence(play.trigger);
  return (
    <div className={classes.column}>
      <Link to={mapPath(map, "plays")} className={classes.back}>
        <ArrowLeft size={18} aria-hidden="true" />
        All plans B
      </Link>
      <div>
        <h1 className={classes.title}>{play.title || "Untitled plan"}</h1>
        {when !== undefined && <p className={classes.lead}>{when}</p>}
      </div>
      {steps.length === 0 ? (
        <p className={classes.card}>This plan has no steps yet. Its owner writes them in the map.</p>
      ) : (
        <div className={classes.card}>
          <BigButton primary icon={PlayIcon} onClick={() => start(Date.now())}>
            It has just happened
          </BigButton>
          {!isEarlier ? (
            <BigButton icon={Timer} onClick={() => setEarlier(true)}>
              It was noticed earlier
            </BigButton>
          ) : (
            <form
              className={classes.group}
              onSubmit={(event) => {
                event.preventDefault();
                const detected = lastTimeAt(time);
                if (detected !== undefined) start(detected);
              }}
            >
              <span className={classes.label}>It was noticed</span>
              <div className={classes.chips}>
                {earlierMinutes.map((minutes) => (
                  <button
                    key={minutes}
                    type="button"
                    className={classes.chip}
                    onClick={() => start(Date.now() - minutes * 60_000)}
                  >
                    {minutes} min ago
                  </button>
                ))}
              </div>
              <label className={classes.label}>
                or at
                <input
                  type="time"
                  className={classes.search}
                  required
                  value={time}
                  onChange={(event) => setTime(event.currentTarget.value)}
                />
              </label>
              <BigButton submit>Start the clock there</BigButton>
            </form>
          )}
        </div>
      )}
      {first !== undefined && (
        <section className={classes.group}>
          <h2 className={classes.heading}>Say first</h2>
          {first.script === undefined ? (
            <p className={classes.text}>{first.text}</p>
          ) : (
            <blockquote className={classes.script}>{first.script}</blockquote>
          )}
        </section>
      )}
      {steps.length > 0 && (
        <div>
          <Fold title="All steps" note={steps.length}>
            <ol className={classes.preview}>
              {steps.map(({ phase, text, withinMinutes, afterDays }, index) => (
                // Steps without an id of their own, shown once.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index}>
                  <strong>{phaseWords[phase]}</strong>{" "}
                  {phase === "understand" ? "The questions appear when you have said sorry." : text}
                  <span className={classes.rowQuiet}>
                    {withinMinutes !== undefined && `within ${withinMinutes} min `}
                    {afterDays !== undefined && `after ${afterDays} ${afterDays === 1 ? "day" : "days"}`}
                  </span>
                </li>
              ))}
            </ol>
          </Fold>
          <Fold title="What may I give without asking?">
            <GiveView play={play} steps={steps} spent={0} />
          </Fold>
        </div>
      )}
      {(play.owner !== undefined || play.deputy !== undefined) && (
        <p className={classes.text}>
          {[play.owner !== undefined && `Owner: ${play.owner}`, play.deputy !== undefined && `Deputy: ${play.deputy}`]
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
    </div>
  );
}

/** The last moment at which a clock here showed that time, in milliseconds; undefined for no time. */
function lastTimeAt(time: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const at = new Date();
  at.setHours(Number(hours), Number(minutes), 0, 0);
  if (at.getTime() > Date.now()) at.setDate(at.getDate() - 1);
  return at.getTime();
}
