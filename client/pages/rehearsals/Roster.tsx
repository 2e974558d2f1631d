import { useMemo, useState } from "react";
import type { ExercisePerson } from "../../../shared/exercise/state.ts";
import { useMap } from "../../state/useMap.ts";
import { usePeople } from "../../state/usePeople.ts";
import { Button } from "../../ui/Button.tsx";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { Box } from "./Box.tsx";
import { JoinForm } from "./JoinForm.tsx";
import classes from "./Roster.module.css";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";
import { partOf } from "./words.ts";

/** Who is in the rehearsal, in which role, and who of them is here; joining, leaving, handing over. */
export function Roster() {
  const { people } = useExerciseState();
  const { standing, may } = useStanding();
  const { me } = useMap();
  const others = usePeople();
  const here = useMemo(() => new Set([me.id, ...others.map(({ id }) => id)]), [me.id, others]);
  const [heir, setHeir] = useState<ExercisePerson>();
  const { act } = useAct();
  return (
    <Box title={`In this rehearsal: ${people.length}`}>
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.id} className={classes.person} data-away={!here.has(person.id) || undefined}>
            <PersonAvatar name={person.name} color={person.color} />
            <span className={classes.who}>
              <span className={classes.name}>
                {person.name}
                {person.id === me.id && " (you)"}
              </span>
              <span className={classes.part}>
                {partOf(person)}
                {!here.has(person.id) && " · not here now"}
              </span>
            </span>
            {may("handOver") && person.id !== me.id && person.role !== "facilitator" && (
              <Button aria-label={`Hand over to ${person.name}`} onClick={() => setHeir(person)}>
                Hand over
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may("join") && <JoinForm key={standing} />}
      {heir !== undefined && (
        <ConfirmDialog
          title={`Hand over to ${heir.name}?`}
          text={`${heir.name} becomes the facilitator, and you a participant.`}
          verb="Hand over"
          onClose={() => setHeir(undefined)}
          onConfirm={() => {
            setHeir(undefined);
            void act({ type: "handOver", to: heir.id });
          }}
        />
      )}
    </Box>
  );
}
