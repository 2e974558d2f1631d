import { Plus } from "lucide-react";
import { Button } from "../../ui/Button.tsx";
import { useRemembered } from "../plays/useRemembered.ts";
import { Box, Nothing } from "./Box.tsx";
import { FindingForm } from "./FindingForm.tsx";
import { FindingItem } from "./FindingItem.tsx";
import classes from "./FindingsBox.module.css";
import { useExerciseKey, useExerciseState, useStanding } from "./useExercise.ts";

/** What was learnt, and what becomes of it. */
export function FindingsBox() {
  const id = useExerciseKey();
  const { findings, phase } = useExerciseState();
  const { may } = useStanding();
  const [isAdding, setAdding] = useRemembered(`${id} new is edited`, false);
  const done = findings.filter((finding) => finding.done !== undefined).length;
  return (
    <Box
      title={findings.length === 0 ? "Findings" : `Findings: ${done} of ${findings.length} done`}
      actions={
        may("addFinding") &&
        !isAdding && (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            Add a finding
          </Button>
        )
      }
    >
      {findings.length === 0 && !isAdding && (
        <Nothing>
          {phase === "closed"
            ? "No finding was written down."
            : "What would have helped? A step that was missing, an owner, a prevention: each can become a change of the map."}
        </Nothing>
      )}
      {findings.length > 0 && (
        <ul className={classes.findings}>
          {findings.map((finding) => (
            <FindingItem key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {isAdding && may("addFinding") && <FindingForm onDone={() => setAdding(false)} />}
    </Box>
  );
}
