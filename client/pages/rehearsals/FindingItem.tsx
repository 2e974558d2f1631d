import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Finding } from "../../../shared/exercise/state.ts";
import { offerUndo } from "../../state/offerUndo.ts";
import { mapPath } from "../../state/place.ts";
import { useCanEdit, useMap, useRecord } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Link } from "../../ui/Link.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { adviseFinding, type FindingChange } from "./findingChange.ts";
import { FindingForm } from "./FindingForm.tsx";
import { useRemembered } from "../plays/useRemembered.ts";
import classes from "./FindingsBox.module.css";
import { useAct, useExerciseKey, useExerciseState, useStanding } from "./useExercise.ts";
import { findingWords, stepWords } from "./words.ts";

/** One finding: what, who, until when, where; and for an editor the change of the map it asks for. */
export function FindingItem({ finding }: { finding: Finding }) {
  const { me } = useMap();
  const { standing, may } = useStanding();
  const { act } = useAct();
  const id = useExerciseKey();
  const [isEditing, setEditing] = useRemembered(`${id} ${finding.id} is edited`, false);
  const [isDropping, setDropping] = useState(false);
  const isMine = standing !== "participant" || finding.by.id === me.id;
  if (isEditing)
    return (
      <li className={classes.finding}>
        <FindingForm finding={finding} onDone={() => setEditing(false)} />
      </li>
    );
  return (
    <li className={classes.finding} data-done={finding.done !== undefined || undefined}>
      <div className={classes.line}>
        <span className={classes.kind}>{findingWords[finding.kind]}</span>
        <span className={classes.text}>{finding.text}</span>
        {isMine && may("changeFinding") && (
          <span className={classes.tools}>
            <IconButton label={`Change: ${finding.text}`} icon={Pencil} size="small" onClick={() => setEditing(true)} />
            <IconButton
              label={`Remove: ${finding.text}`}
              icon={Trash2}
              size="small"
              onClick={() => setDropping(true)}
            />
          </span>
        )}
      </div>
      <Details finding={finding} />
      <Becoming finding={finding} />
      {isDropping && (
        <ConfirmDialog
          title="Remove the finding?"
          text={`“${finding.text}” goes for everybody. This cannot be taken back.`}
          verb="Remove it"
          onClose={() => setDropping(false)}
          onConfirm={() => {
            setDropping(false);
            void act({ type: "dropFinding", finding: finding.id });
          }}
        />
      )}
    </li>
  );
}

function Details({ finding: { owner, dueOn, play: playId, weakSpot: spotId, phase, by } }: { finding: Finding }) {
  const play = useRecord("play", playId);
  const spot = useRecord("weakSpot", spotId);
  const parts = [
    play && `“${play.title}”${phase === undefined ? "" : `, ${stepWords[phase].toLowerCase()}`}`,
    spot && `“${spot.title}”`,
    owner,
    dueOn && `by ${dueOn}`,
    `found by ${by.name}`,
  ];
  return <p className={classes.details}>{parts.filter(Boolean).join(" · ")}</p>;
}

/** What becomes of a finding: the commands it offers an editor, or what was done, as the map has it now. */
function Becoming({ finding }: { finding: Finding }) {
  const { mirror, mapId, undo } = useMap();
  const { phase } = useExerciseState();
  const { may } = useStanding();
  const canEdit = useCanEdit();
  const run = useRun();
  const { act, busy } = useAct();
  // Read so that the component wakes when they change.
  useRecord("play", finding.play);
  useRecord("weakSpot", finding.weakSpot);
  const { changes, lack, isThere } = adviseFinding(finding, mirror);
  const finish = (link?: FindingChange["link"]) =>
    act({ type: "finishFinding", finding: finding.id, ...(link && { link }) });
  const change = ({ command, args, done, link }: FindingChange) => {
    if (run(command, args) === undefined) return;
    offerUndo(undo, done);
    void finish(link);
  };
  const { done } = finding;
  if (done !== undefined) {
    const isGone = finding.kind !== "other" && !isThere;
    return (
      <div className={classes.becoming}>
        <span className={isGone ? classes.gone : classes.done}>
          {isGone ? "Was done, and is not in the map any more" : `✓ Done by ${done.by.name}`}
        </span>
        {done.link !== undefined && (
          <Link
            className={classes.link}
            to={done.link.kind === "play" ? mapPath(mapId, "plays", done.link.id) : mapPath(mapId, "risk")}
          >
            {done.link.kind === "play" ? "Open the play" : "Open the risk map"}
          </Link>
        )}
        {isGone && may("finishFinding") && <ChangeButtons changes={changes} busy={busy} onChange={change} />}
        {may("reopenFinding") && (
          <Button busy={busy} onClick={() => void act({ type: "reopenFinding", finding: finding.id })}>
            Open again
          </Button>
        )}
      </div>
    );
  }
  if (!canEdit)
    return phase === "ended" || phase === "closed" ? (
      <p className={classes.details}>Waits for somebody who may edit the map.</p>
    ) : null;
  if (!may("finishFinding")) return null;
  return (
    <div className={classes.becoming}>
      {lack !== undefined && <span className={classes.details}>{lack}</span>}
      {isThere && <span className={classes.details}>The map holds this already.</span>}
      {!isThere && <ChangeButtons changes={changes} busy={busy} onChange={change} />}
      {(isThere || changes.length === 0) && (
        <Button busy={busy} onClick={() => void finish(isThere ? changes[0]?.link : undefined)}>
          Mark as done
        </Button>
      )}
    </div>
  );
}

interface ChangeButtonsProps {
  changes: readonly FindingChange[];
  busy: boolean;
  onChange: (change: FindingChange) => void;
}

function ChangeButtons({ changes, busy, onChange }: ChangeButtonsProps) {
  return changes.map((change) => (
    <Button key={change.label} className={classes.change} busy={busy} onClick={() => onChange(change)}>
      {change.label}
    </Button>
  ));
}
