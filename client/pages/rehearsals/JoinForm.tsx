import { type FormEvent, useState } from "react";
import { exerciseRoles, type ExerciseRole } from "../../../shared/exercise/act.ts";
import { limits } from "../../../shared/limits.ts";
import { Field } from "../../panels/fields/Field.tsx";
import fieldClasses from "../../panels/fields/Field.module.css";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./Roster.module.css";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";
import { roleMeanings, roleWords } from "./words.ts";

/** Takes part in a role, or another one; the last facilitator keeps his. */
export function JoinForm() {
  const { me } = useMap();
  const canEdit = useCanEdit();
  const { people } = useExerciseState();
  const { standing } = useStanding();
  const mine = people.find(({ id }) => id === me.id);
  const { act, busy } = useAct();
  const [isOpen, setOpen] = useState(standing === "none");
  const [role, setRole] = useState<ExerciseRole>(mine?.role ?? "participant");
  const [roleName, setRoleName] = useState(mine?.roleName ?? "");
  const leads = people.filter((person) => person.role === "facilitator");
  if (leads.length === 1 && standing === "facilitator") return null;

  if (!isOpen)
    return (
      <div className={classes.buttons}>
        <Button onClick={() => setOpen(true)}>Change my role</Button>
        <Button busy={busy} onClick={() => void act({ type: "leave" })}>
          Leave
        </Button>
      </div>
    );
  const join = (event: FormEvent) => {
    event.preventDefault();
    const name = roleName.trim();
    void act({ type: "join", role, ...(name !== "" && { roleName: name }) }).then((done) => done && setOpen(false));
  };
  return (
    <form className={classes.join} onSubmit={join}>
      <Field label="My role" hint={`Who ${roleMeanings[role]}.`}>
        {(ids) => (
          <select
            {...ids}
            className={fieldClasses.control}
            value={role}
            onChange={(event) => setRole(event.target.value as ExerciseRole)}
          >
            {exerciseRoles
              .filter((each) => each !== "facilitator" || canEdit || standing === "facilitator")
              .map((each) => (
                <option key={each} value={each}>
                  {roleWords[each]}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label="I play">
        {(ids) => (
          <input
            {...ids}
            className={fieldClasses.control}
            placeholder="Gate agent"
            autoComplete="off"
            maxLength={limits.exerciseNameChars}
            value={roleName}
            onChange={(event) => setRoleName(event.target.value)}
          />
        )}
      </Field>
      <div className={classes.buttons}>
        <Button primary={standing === "none"} submit busy={busy}>
          {standing === "none" ? "Join the rehearsal" : "Take this role"}
        </Button>
        {standing !== "none" && <Button onClick={() => setOpen(false)}>Cancel</Button>}
      </div>
    </form>
  );
}
