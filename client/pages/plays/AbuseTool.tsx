import { Megaphone, ShieldAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { clockWords } from "../../panels/runs/runWords.ts";
import { localDay } from "../../state/useNow.ts";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { useRunInHand } from "./runContext.ts";
import { ToolHead } from "./ToolHead.tsx";

/** The customer is abusive: what to say, when to stop, and the supervisor to be told. */
export function AbuseTool({ onBack }: { onBack: () => void }) {
  const { play, state, record } = useRunInHand();
  const [isAsked, setAsked] = useState(false);
  const isNew = state.abusedAt === undefined;
  useEffect(() => {
    if (isNew) record({ type: "abuse" });
    // Opening it says that it happens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <section className={classes.group}>
      <ToolHead title="They are abusive" onBack={onBack} />
      <blockquote className={classes.script}>
        {play?.deescalation ??
          "I want to help you, and I will. I cannot while I am spoken to like this. Shall we go on calmly?"}
      </blockquote>
      <p className={classes.text}>Stay calm, speak slowly, do not answer harshly. Solve it if they let you.</p>
      <div className={classes.danger}>
        <h3 className={classes.heading}>Stop and leave when</h3>
        <p className={classes.stepText}>
          {play?.safetyStop ?? "You are threatened or touched, or you do not feel safe. Your safety comes first."}
        </p>
        {isAsked ? (
          <>
            <p className={classes.stepText} role="status">
              The run ends here. This cannot be taken back.
            </p>
            <BigButton onClick={() => setAsked(false)}>No, I am still here</BigButton>
            <BigButton danger icon={ShieldAlert} onClick={() => record({ type: "stopped", on: localDay() })}>
              Yes, I stopped and left
            </BigButton>
          </>
        ) : (
          <BigButton danger icon={ShieldAlert} onClick={() => setAsked(true)}>
            I stopped and left
          </BigButton>
        )}
      </div>
      {state.supervisorToldAt === undefined ? (
        <>
          <p className={classes.warning} role="status">
            Recorded{state.abusedAt !== undefined && ` at ${clockWords(state.abusedAt)}`}. Your supervisor is to be
            told.
          </p>
          <BigButton icon={Megaphone} onClick={() => record({ type: "supervisorTold" })}>
            My supervisor knows
          </BigButton>
        </>
      ) : (
        <p className={classes.text} role="status">
          Your supervisor was told at {clockWords(state.supervisorToldAt)}.
        </p>
      )}
      <button
        type="button"
        className={classes.quiet}
        onClick={() => {
          if (record({ type: "noAbuse" })) onBack();
        }}
      >
        They are not: take it back
      </button>
    </section>
  );
}
