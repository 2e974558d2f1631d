import { type ReactNode, useState } from "react";
import type { ExpectationInsight } from "../../../shared/alignment/insights.ts";
import type { Expectation } from "../../../shared/model/kinds.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useCanEdit } from "../../state/useMap.ts";
import { LevelField } from "../fields/LevelField.tsx";
import { Term } from "../fields/Term.tsx";
import { formatLevel, isLowerBetter } from "../measure/levels.ts";
import type { TermName } from "../terms.ts";
import { usePatch } from "../usePatch.ts";
import classes from "./LevelChart.module.css";
import { LevelHandle } from "./LevelHandle.tsx";
import { zoneScale } from "./zoneScale.ts";

/** The levels a person states, in the order of the chart; the two ends of the zone first. */
const stated = ["desired", "adequate", "expected", "belief", "standard", "perceived"] as const;

type StatedLevel = (typeof stated)[number];

const words: Readonly<Record<StatedLevel, string>> = {
  desired: "Desired",
  adequate: "Adequate",
  expected: "Expected",
  belief: "Belief",
  standard: "Standard",
  perceived: "Perceived",
};

interface LevelChartProps {
  expectation: Expectation;
  insight: ExpectationInsight;
  /** The figures of the two computed rows, as buttons that say how they are computed. */
  promised: ReactNode;
  delivered: ReactNode;
}

/**
 * Everything known of one expectation on one axis, better to the right: the zone of tolerance as a band, the promise
 * as a line, the delivery with its interval, and the levels that people state, which are dragged or typed.
 */
export function LevelChart({ expectation, insight, promised, delivered }: LevelChartProps) {
  const { measure } = expectation;
  const canEdit = useCanEdit();
  const patch = usePatch("expectation", expectation.id);
  const [showsAll, setShowsAll] = useState(false);
  const [draft, setDraft] = useState<{ name: StatedLevel; level: number }>();

  const levels: Record<StatedLevel, number | null> = {
    desired: expectation.desired ?? insight.desired,
    adequate: expectation.adequate ?? insight.adequate,
    expected: expectation.expected ?? null,
    belief: expectation.belief ?? null,
    standard: expectation.standard ?? null,
    perceived: expectation.perceived ?? null,
  };
  const scale = zoneScale(
    measure,
    [...Object.values(levels), insight.promised, insight.delivered, ...(insight.interval ?? [])].filter(
      (level) => level !== null,
    ),
  );
  const at = (name: StatedLevel) => (draft?.name === name ? draft.level : levels[name]);
  const percent = (level: number) => `${scale.position(level) * 100}%`;

  /** The ends of the zone may meet but not pass each other. */
  const bounded = (name: StatedLevel, level: number) => {
    const other = name === "desired" ? levels.adequate : name === "adequate" ? levels.desired : null;
    const passed = other !== null && scale.position(level) > scale.position(other) !== (name === "desired");
    return passed && level !== other ? (other ?? level) : level;
  };

  const [low, high] = [at("adequate"), at("desired")];
  const background = (
    <>
      {low !== null && high !== null && (
        <span
          className={classes.zone}
          style={{ left: percent(low), width: `${(scale.position(high) - scale.position(low)) * 100}%` }}
        />
      )}
      {insight.promised !== null && <span className={classes.promise} style={{ left: percent(insight.promised) }} />}
    </>
  );

  const isShown = (name: StatedLevel) =>
    showsAll || name === "desired" || name === "adequate" || expectation[name] !== undefined;
  const hidden = stated.filter((name) => !isShown(name));

  const statedRow = (name: StatedLevel) => {
    const level = at(name);
    const assumed = expectation[name] === undefined;
    if (level === null && !canEdit) return undefined;
    return (
      <div key={name} className={classes.row}>
        <RowLabel term={name}>{words[name]}</RowLabel>
        <span className={classes.track}>
          {background}
          {level !== null && (
            <LevelHandle
              label={`${words[name]} level`}
              level={level}
              text={formatLevel(measure, level)}
              assumed={assumed && draft?.name !== name}
              scale={scale}
              lowerIsBetter={isLowerBetter(measure)}
              readOnly={!canEdit}
              onDraft={(next) => setDraft(next === undefined ? undefined : { name, level: bounded(name, next) })}
              onCommit={(next) => patch({ [name]: bounded(name, next) })}
            />
          )}
        </span>
        {canEdit ? (
          <LevelField
            label={`${words[name]} level, typed`}
            hideLabel
            measure={measure}
            value={draft?.name === name ? draft.level : expectation[name]}
            placeholder={level === null ? "–" : formatLevel(measure, level).replace(/[^\d.,].*$/u, "")}
            onCommit={(value) => patch({ [name]: value })}
          />
        ) : (
          <span className={classes.figure}>
            {formatLevel(measure, level)}
            {assumed && " (assumed)"}
          </span>
        )}
      </div>
    );
  };

  return (
    <div className={classes.chart}>
      <div className={classes.row}>
        <RowLabel term="promised">Promised</RowLabel>
        <span className={classes.track}>
          {background}
          {insight.promised !== null && (
            <span className={classes.promiseMark} style={{ left: percent(insight.promised) }} />
          )}
        </span>
        <span className={classes.figure}>{promised}</span>
      </div>
      <div className={classes.row}>
        <RowLabel term="delivered">Delivered</RowLabel>
        <span className={classes.track}>
          {background}
          <DeliveredMark insight={insight} percent={percent} ends={[scale.min, scale.max]} />
        </span>
        <span className={classes.figure}>{delivered}</span>
      </div>
      {stated.filter((name) => isShown(name)).map(statedRow)}
      <div className={classes.axis} aria-hidden="true">
        <span className={classes.track}>
          {scale.ticks.map((tick) => (
            <span key={tick} className={classes.tick} style={{ left: percent(tick) }}>
              {formatLevel(measure, tick).replace(/ .*$/u, "")}
            </span>
          ))}
        </span>
        <span className={classes.better}>{isLowerBetter(measure) ? "less is better →" : "better →"}</span>
      </div>
      {canEdit && hidden.length > 0 && (
        <button type="button" className={classes.more} onClick={() => setShowsAll(true)}>
          Add {inWords(hidden.map((name) => words[name].toLowerCase()))}
        </button>
      )}
    </div>
  );
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
}

function RowLabel({ term, children }: { term: TermName; children: string }) {
  return (
    <span className={classes.label}>
      <Term of={term}>{children}</Term>
    </span>
  );
}

interface DeliveredMarkProps {
  insight: ExpectationInsight;
  percent: (level: number) => string;
  ends: [number, number];
}

/** What is delivered in the status's shape, on a thin bar with end ticks; an open end of the interval has no tick. */
function DeliveredMark({ insight, percent, ends }: DeliveredMarkProps) {
  const { delivered, interval, status } = insight;
  if (delivered === null) return undefined;
  const bounds = [interval?.[0] ?? null, interval?.[1] ?? null];
  const points = [bounds[0] ?? ends[0], bounds[1] ?? ends[1]].map(percent);
  return (
    <>
      {interval !== null && (
        <span
          className={classes.interval}
          style={{ left: `min(${points.join(", ")})`, right: `calc(100% - max(${points.join(", ")}))` }}
        />
      )}
      {bounds.map(
        (bound) => bound !== null && <span key={bound} className={classes.end} style={{ left: percent(bound) }} />,
      )}
      <span className={classes.delivered} style={{ left: percent(delivered) }}>
        <StatusMark status={status} size={12} />
      </span>
    </>
  );
}
