import { Plus } from "lucide-react";
import { useState } from "react";
import { fairSolution, fairSolutionWords } from "../../../shared/recovery/fairSolution.ts";
import { mayGive } from "../../../shared/recovery/leftToGive.ts";
import { moneyWords } from "../../panels/runs/runWords.ts";
import { parseNumber } from "../../panels/measure/numbers.ts";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { NoteForm, noteOf } from "./NoteForm.tsx";
import { useRunInHand } from "./runContext.ts";
import { useRemembered } from "./useRemembered.ts";

/** What the customer calls a fair solution, in their words. */
export function AskedView() {
  const { state, record } = useRunInHand();
  const [isAgain, setAgain] = useState(false);
  if (state.asked !== undefined && !isAgain)
    return (
      <div className={classes.prompt}>
        <p>
          A fair solution, they said: <strong>{state.asked}</strong>
        </p>
        <button type="button" className={classes.quiet} onClick={() => setAgain(true)}>
          They say something else now
        </button>
      </div>
    );
  return (
    <div className={classes.prompt}>
      <blockquote className={classes.script}>
        We will solve it together. What would be a fair solution for you?
      </blockquote>
      <NoteForm
        label="They said"
        submit="Note it"
        placeholder="Refund"
        onNote={(what) => {
          setAgain(false);
          return record({ type: "asked", what });
        }}
      />
    </div>
  );
}

/** What was given: exactly what they asked for, or something else; beyond it as an extra. */
export function GaveView({ isExtra }: { isExtra: boolean }) {
  const { run, state, record } = useRunInHand();
  const [isOpen, setOpen] = useRemembered(`${run.id} ${isExtra ? "extra" : "gift"} open`, false);
  const { asked, gifts } = state;
  const own = gifts.filter((gift) => gift.isExtra === isExtra);
  const solution = fairSolution(
    asked,
    gifts.filter((gift) => !gift.isExtra).map(({ what }) => what),
    gifts.filter((gift) => gift.isExtra).map(({ what }) => what),
  );
  return (
    <div className={classes.prompt}>
      {asked !== undefined && (
        <p>
          They called fair: <strong>{asked}</strong>
        </p>
      )}
      {own.map(({ at, what, cost, agreedBy }) => (
        <p key={`${at} ${what}`} className={classes.given}>
          Given: <strong>{what}</strong>
          {cost !== undefined && ` · ${moneyWords(cost, run.currency)}`}
          {agreedBy !== undefined && ` · agreed by ${agreedBy}`}
        </p>
      ))}
      {own.length > 0 && (
        <p className={classes.verdict} role="status">
          {fairSolutionWords(solution)}
        </p>
      )}
      {!isOpen ? (
        <BigButton icon={Plus} onClick={() => setOpen(true)}>
          {isExtra ? "I gave another extra" : "I gave them something"}
        </BigButton>
      ) : (
        <GiftForm
          isExtra={isExtra}
          asked={isExtra || own.length > 0 ? undefined : asked}
          onGive={(gift) => record({ type: "gave", isExtra, ...gift }) && setOpen(false)}
        />
      )}
    </div>
  );
}

interface Gift {
  what: string;
  cost?: number;
  agreedBy?: string;
}

interface GiftFormProps {
  isExtra: boolean;
  /** What they asked for: the button gives exactly that. */
  asked: string | undefined;
  onGive: (gift: Gift) => void;
}

function GiftForm({ isExtra, asked, onGive }: GiftFormProps) {
  const { run, spent } = useRunInHand();
  const key = `${run.id} ${isExtra ? "extra" : "gift"}`;
  const [what, setWhat] = useRemembered(`${key} what`, "");
  const [costText, setCostText] = useRemembered(`${key} cost`, "");
  const [agreedBy, setAgreedBy] = useRemembered(`${key} agreed`, "");
  const parsed = costText.trim() === "" ? undefined : parseNumber(costText);
  const cost = parsed !== undefined && "value" in parsed && parsed.value >= 0 ? parsed.value : undefined;
  const problem =
    parsed !== undefined && cost === undefined
      ? "problem" in parsed
        ? parsed.problem
        : "It cannot cost less than nothing"
      : undefined;
  const answer = mayGive(run, spent, cost);
  const isBeyond =
    answer === "ask" && (cost !== undefined || run.managerApproval === true || (run.authorityLimit ?? 0) === 0);
  const needsName = answer === "ask";
  const gift = (text: string): Gift => ({
    what: text,
    ...(cost !== undefined && { cost }),
    ...(noteOf(agreedBy) !== "" && { agreedBy: noteOf(agreedBy) }),
  });
  const give = (text: string) => {
    onGive(gift(text));
    for (const clear of [setWhat, setCostText, setAgreedBy]) clear("");
  };
  const isReady = problem === undefined && (!needsName || noteOf(agreedBy) !== "");
  return (
    <form
      className={classes.group}
      onSubmit={(event) => {
        event.preventDefault();
        if (noteOf(what) !== "" && isReady) give(noteOf(what));
      }}
    >
      <label className={classes.label}>
        {isExtra ? "What, as an extra" : "What did you give?"}
        <input
          className={classes.search}
          value={what}
          autoComplete="off"
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
      </label>
      <label className={classes.label}>
        {`Cost${run.currency === undefined ? "" : ` in ${run.currency}`}, if you know it`}
        <input
          className={classes.search}
          inputMode="decimal"
          value={costText}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          onChange={(event) => setCostText(event.currentTarget.value)}
        />
      </label>
      {problem !== undefined && (
        <p className={classes.warning} role="alert">
          {problem}
        </p>
      )}
      {needsName && (
        <label className={classes.label}>
          {isBeyond ? "More than you may give without asking. Who agreed?" : "Your limit is used up. Who agreed?"}
          <input
            className={classes.search}
            value={agreedBy}
            autoComplete="off"
            onChange={(event) => setAgreedBy(event.currentTarget.value)}
          />
        </label>
      )}
      {!needsName && cost !== undefined && <p className={classes.text}>You may give it without asking.</p>}
      {asked !== undefined && noteOf(what) === "" && (
        <BigButton disabled={!isReady} onClick={() => give(asked)}>
          Exactly that: {asked}
        </BigButton>
      )}
      <BigButton submit primary disabled={noteOf(what) === "" || !isReady}>
        Note it
      </BigButton>
    </form>
  );
}
