import { Plus, X } from "lucide-react";
import type { Play, WeakSpot } from "../../../shared/model/kinds.ts";
import { useLocalStore } from "../../state/local.ts";
import { useAll, useCanEdit } from "../../state/useMap.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { useRun } from "../../state/useRun.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ShieldMark } from "../../ui/ShieldMark.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Term } from "../fields/Term.tsx";
import { startJump } from "../jump.ts";
import { formatNumber } from "../measure/numbers.ts";
import { Empty, Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import classes from "./AttachedPlays.module.css";

/** Readiness from which a plan B counts as ready. */
const readyFrom = 80;

/** The plans B for a weak spot, each with its readiness: attached, taken away, or begun. */
export function AttachedPlays({ spot }: { spot: WeakSpot }) {
  const all = useAll("play");
  const canEdit = useCanEdit();
  const run = useRun();
  const local = useLocalStore();
  const patch = usePatch("weakSpot", spot.id);
  const ids = new Set(spot.plays ?? []);
  const attached = all.filter(({ id }) => ids.has(id));
  const others = all.filter(({ id }) => !ids.has(id));
  const open = (id: string) => {
    startJump(undefined);
    local.getState().select([{ kind: "play", id }]);
  };
  return (
    <Section
      title={<Term of="planB">Plan B: hurts less when it fails</Term>}
      actions={
        canEdit && (
          <Button
            icon={Plus}
            onClick={() => {
              const args = { for: { kind: "weakSpot", id: spot.id }, play: { title: spot.title } };
              const made = run("startPlay", args) as { id: string } | undefined;
              if (made !== undefined) open(made.id);
            }}
          >
            Start a plan B
          </Button>
        )
      }
    >
      {attached.length === 0 && <Empty>No plan B attached. What does the team do when it fails all the same?</Empty>}
      {attached.map((play) => (
        <AttachedPlay
          key={play.id}
          play={play}
          onOpen={() => open(play.id)}
          onRemove={() => patch({ plays: attached.flatMap(({ id }) => (id === play.id ? [] : [id])) })}
        />
      ))}
      {canEdit && others.length > 0 && (
        <SelectField
          label="Attach a plan B of this map"
          value={undefined}
          empty="Choose…"
          options={others.map(({ id, title }) => ({ value: id, label: title }))}
          onCommit={(id) => id !== null && patch({ plays: [...attached.map((each) => each.id), id] })}
        />
      )}
    </Section>
  );
}

interface AttachedPlayProps {
  play: Play;
  onOpen: () => void;
  onRemove: () => void;
}

function AttachedPlay({ play, onOpen, onRemove }: AttachedPlayProps) {
  const canEdit = useCanEdit();
  const score = usePlayReadiness(play.id)?.score;
  return (
    <div className={classes.row}>
      <button type="button" className={classes.open} onClick={onOpen}>
        <ShieldMark isReady={(score ?? 0) >= readyFrom} />
        <span className={classes.title}>{play.title}</span>
        <span className={classes.score}>{score === undefined ? "" : `ready ${formatNumber(score, 0)} of 100`}</span>
      </button>
      {canEdit && <IconButton size="small" label={`Take “${play.title}” away`} icon={X} onClick={onRemove} />}
    </div>
  );
}
