import { X } from "lucide-react";
import type { Play, Touchpoint } from "../../../shared/model/kinds.ts";
import { useLocalStore } from "../../state/local.ts";
import { useAll, useCanEdit } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Notice } from "../inspector/Notice.tsx";
import { startJump } from "../jump.ts";
import linkClasses from "../LinkRow.module.css";
import { type Parsed, parseNumber } from "../measure/numbers.ts";
import { Empty, Fold } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import attachedClasses from "./Attached.module.css";
import { infeasibility, touchpointsOf } from "./handleTimes.ts";
import { formatScore, readyState } from "./words.ts";

/** The plans B of a touchpoint, and whether they fit the time that staff have there. */
export function TouchpointPlays({ touchpoint }: { touchpoint: Touchpoint }) {
  const canEdit = useCanEdit();
  const run = useRun();
  const plays = useAll("play");
  const weakSpots = useAll("weakSpot");
  const patch = usePatch("touchpoint", touchpoint.id);
  const { id, plays: own = [], handleMinutes } = touchpoint;
  const here = plays.filter((play) => touchpointsOf(play.id, [touchpoint], weakSpots).length > 0);
  const free = plays.filter((play) => !own.includes(play.id));
  const conflicts = here.flatMap((play) => {
    const conflict = infeasibility(play, touchpoint);
    return conflict === undefined ? [] : [{ play, conflict }];
  });
  const attach = (next: readonly string[]) =>
    run("patchTouchpoint", { id, fields: { plays: next.length === 0 ? null : next } });
  return (
    <>
      {conflicts.map(({ play, conflict }) => (
        <Notice key={play.id}>
          “{play.title}” is infeasible here: it {conflict}.
        </Notice>
      ))}
      <Fold title="Plan B" note={here.length === 0 ? "none" : here.length}>
        {here.length === 0 && <Empty>No plan B here. What does the team do when this goes wrong?</Empty>}
        {here.length > 0 && (
          <ul className={linkClasses.list}>
            {here.map((play) => (
              <PlayLink
                key={play.id}
                play={play}
                onRemove={
                  canEdit && own.includes(play.id) ? () => attach(own.filter((each) => each !== play.id)) : undefined
                }
              />
            ))}
          </ul>
        )}
        {canEdit && free.length > 0 && (
          <SelectField
            label="Attach a plan B"
            value={undefined}
            empty="Choose…"
            options={free.map((play) => ({ value: play.id, label: play.title }))}
            onCommit={(play) => play !== null && attach([...own, play])}
          />
        )}
        <NumberField
          label="Handle time that staff are held to"
          value={handleMinutes}
          suffix="min"
          parse={parsePositive}
          onCommit={(next) => patch({ handleMinutes: next })}
        />
      </Fold>
    </>
  );
}

function PlayLink({ play, onRemove }: { play: Play; onRemove: (() => void) | undefined }) {
  const local = useLocalStore();
  const readiness = usePlayReadiness(play.id);
  return (
    <li className={attachedClasses.row}>
      <button
        type="button"
        className={linkClasses.link}
        onClick={() => {
          startJump(undefined);
          local.getState().select([{ kind: "play", id: play.id }]);
        }}
      >
        <span className={linkClasses.title}>
          {play.title}
          <span className={linkClasses.below}>
            {readiness === undefined ? "…" : `${readyState(readiness).word}, ${formatScore(readiness.score)} of 100`}
          </span>
        </span>
      </button>
      {onRemove !== undefined && (
        <IconButton size="small" label={`Take “${play.title}” off`} icon={X} onClick={onRemove} />
      )}
    </li>
  );
}

function parsePositive(text: string): Parsed<number> {
  const parsed = parseNumber(text);
  return "value" in parsed && parsed.value <= 0 ? { problem: "Must be more than 0" } : parsed;
}
