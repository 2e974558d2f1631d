import type { Play } from "../../../shared/model/kinds.ts";
import { CheckField } from "../fields/CheckField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { usePatch } from "../usePatch.ts";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";

/** What to say when it gets rough, and when staff stop. */
export function HardMoments({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const isSaid = play.deescalation !== undefined && play.safetyStop !== undefined;
  return (
    <PlayFold group="hard" title="When it gets rough" note={isSaid ? "written" : "not written"}>
      <p className={classes.lead}>
        Anger is to be expected and answered calmly, never harshly. Abuse has an end, and staff must know where it is.
      </p>
      <TextField
        label="Words that calm"
        value={play.deescalation}
        placeholder="I can hear how angry this makes you. I want to solve it with you."
        multiline
        onCommit={(deescalation) => patch({ deescalation })}
      />
      <TextField
        label="When staff stop, and who is told"
        value={play.safetyStop}
        placeholder="At a threat: step back, call the supervisor"
        multiline
        onCommit={(safetyStop) => patch({ safetyStop })}
      />
    </PlayFold>
  );
}

/** When it is over, what if it fails too, and what lies outside the rules. */
export function Endings({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  return (
    <PlayFold group="ending" title="End, failure, exception" note={endNote(play)}>
      <TextField
        label="It is over when"
        value={play.stopWhen}
        placeholder="Everybody affected is on the way or has a refund"
        multiline
        onCommit={(stopWhen) => patch({ stopWhen })}
      />
      <TextField
        label="If it fails too"
        value={play.ifItFails}
        placeholder="A second failure surely loses the customer: who takes over?"
        multiline
        onCommit={(ifItFails) => patch({ ifItFails })}
      />
      <TextField
        label="Guarantee behind it, as customers read it"
        value={play.guarantee}
        placeholder="If something goes wrong, we solve it the same day"
        onCommit={(guarantee) => patch({ guarantee })}
      />
      <CheckField
        label="This is the path for exceptions to the rules"
        value={play.exception ?? false}
        onCommit={(exception) => patch({ exception: exception ? true : null })}
      />
      <Place of="exception">
        <TextField
          label="Escalation: who, reached by when"
          value={play.escalation}
          placeholder="Duty manager, within 10 minutes"
          onCommit={(escalation) => patch({ escalation })}
        />
      </Place>
    </PlayFold>
  );
}

function endNote({ exception, escalation, stopWhen }: Play): string {
  if (exception === true) return escalation === undefined ? "no escalation" : "exception";
  return stopWhen === undefined ? "not written" : "written";
}
