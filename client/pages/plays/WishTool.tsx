import { nearestAlternatives, type RankedAlternative } from "../../../shared/recovery/nearestAlternatives.ts";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { NoteForm, noteOf } from "./NoteForm.tsx";
import { useRunInHand } from "./runContext.ts";
import { ToolHead } from "./ToolHead.tsx";
import { useRemembered } from "./useRemembered.ts";

/** The customer wants something that the plan does not give: the nearest that may be given, else whom to turn to. */
export function WishTool({ onBack }: { onBack: () => void }) {
  const { run, play, record } = useRunInHand();
  const [wish, setWish] = useRemembered<string | undefined>(`${run.id} wish`, undefined);
  const { near, others } = nearestAlternatives(wish ?? "", play?.alternatives);
  const answer = (offered: string | undefined) => {
    if (wish === undefined) return;
    if (!record({ type: "request", what: wish, ...(offered !== undefined && { offered: noteOf(offered) }) })) return;
    setWish(undefined);
    onBack();
  };
  return (
    <section className={classes.group}>
      <ToolHead title="They want something else" onBack={onBack} />
      <p className={classes.text}>
        However large it sounds, do not brush it off: something near it often helps as much.
      </p>
      {wish === undefined ? (
        <NoteForm
          primary
          label="What do they ask for?"
          placeholder="Charter a jet"
          submit="Find the nearest"
          onNote={setWish}
        />
      ) : (
        <>
          <p className={classes.prompt}>
            They ask for: <strong>{wish}</strong>
          </p>
          {near.length > 0 && <Offers title="Nearest to it" offers={near} onOffer={answer} />}
          {near.length === 0 && <Escalation onEscalate={() => answer(undefined)} />}
          {others.length > 0 && (
            <Offers
              title={near.length > 0 ? "Also possible" : "What you may offer instead"}
              offers={others}
              onOffer={answer}
            />
          )}
          {near.length > 0 && <Escalation onEscalate={() => answer(undefined)} />}
        </>
      )}
    </section>
  );
}

interface OffersProps {
  title: string;
  offers: readonly RankedAlternative[];
  onOffer: (offered: string) => void;
}

function Offers({ title, offers, onOffer }: OffersProps) {
  return (
    <>
      <h3 className={classes.heading}>{title}</h3>
      <ol className={classes.rows}>
        {offers.map(({ place, alternative: { asked, canGive, nearest } }) => {
          const offered = canGive ?? nearest;
          return (
            <li key={place} className={classes.offer}>
              <span className={classes.rowQuiet}>Asked for: {asked}</span>
              <span className={classes.stepText}>{offered ?? "Nothing is written down for it"}</span>
              {canGive !== undefined && nearest !== undefined && (
                <span className={classes.rowQuiet}>Or: {nearest}</span>
              )}
              {offered !== undefined && <BigButton onClick={() => onOffer(offered)}>I offered this</BigButton>}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Escalation({ onEscalate }: { onEscalate: () => void }) {
  const { play } = useRunInHand();
  const whom = play?.escalation ?? play?.owner ?? play?.deputy;
  return (
    <div className={classes.locked}>
      <h3 className={classes.heading}>Escalate</h3>
      <p className={classes.stepText}>{whom ?? "The plan names nobody. Ask your supervisor."}</p>
      <BigButton onClick={onEscalate}>I escalated it</BigButton>
    </div>
  );
}
