import { useEffect, useLayoutEffect, useRef } from "react";
import type { CurvePoint } from "../../shared/alignment/curve.ts";
import type { ExpectationInsight } from "../../shared/alignment/insights.ts";
import { levelStyle, levelText } from "../../shared/alignment/levelText.ts";
import { curveGeometry } from "../../shared/layout/curveGeometry.ts";
import type { Expectation } from "../../shared/model/kinds.ts";
import { useCurve, useExpectationInsight } from "../state/useInsights.ts";
import { useAll, useRecord } from "../state/useMap.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useCanvas, useCanvasUi, useScene } from "./canvasContext.ts";
import { curveDetailId } from "./canvasUi.ts";
import classes from "./CurveDetail.module.css";
import { useFollowView } from "./useFollowView.ts";

/** Says the point of a curve that is being read: its interval on the scale, and each status with its reason. */
export function CurveDetail() {
  const element = useRef<HTMLDivElement>(null);
  const reading = useCanvasUi(({ curvePoint }) => curvePoint);
  useFollowView(element, ["zoom"]);
  return (
    <div ref={element}>{reading !== undefined && <Reading lane={reading.lane} touchpoint={reading.touchpoint} />}</div>
  );
}

function Reading({ lane: laneId, touchpoint }: { lane: string; touchpoint: string }) {
  const { viewport, ui } = useCanvas();
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // On a point Escape means the detail; elsewhere it may mean more.
      if (event.target instanceof HTMLElement && event.target.dataset.point !== undefined) event.stopPropagation();
      ui.setState({ curvePoint: undefined });
    };
    window.addEventListener("keydown", leave, true);
    return () => window.removeEventListener("keydown", leave, true);
  }, [ui]);
  const lane = useScene(({ layout }) => layout.lanes.find(({ id }) => id === laneId));
  const x = useScene(({ layout }) => layout.curveX.get(touchpoint));
  const point = useCurve().find((each) => each.touchpoint === touchpoint);
  if (point === undefined || lane === undefined || x === undefined) return null;
  const { y, height } = viewport.visible();
  return (
    <div
      className={classes.place}
      style={{ left: x, top: lane.y, height: lane.height }}
      data-above={lane.y + lane.height / 2 > y + height / 2 || undefined}
    >
      <Interval point={point} height={lane.height} />
      <Reasons key={touchpoint} touchpoint={touchpoint} />
    </div>
  );
}

/** The interval as a thin bar with end ticks, between the delivered and the promised level. */
function Interval({ point, height }: { point: CurvePoint; height: number }) {
  const { marks, zero } = curveGeometry([point], { width: 16, height, xs: [8] });
  const { y, low, high } = marks[0] ?? {};
  return (
    <svg className={classes.interval} width="16" height={height} aria-hidden>
      <path className={classes.guide} d={`M8 0V${height}`} />
      {y !== undefined && (
        <>
          <path className={classes.bar} d={`M3 ${high}h10M3 ${low}h10M8 ${high}V${low}`} />
          <circle className={classes.delivered} cx="8" cy={y} r="4.5" />
        </>
      )}
      {point.status !== "unpromised" && <circle className={classes.promised} cx="8" cy={zero} r="3" />}
    </svg>
  );
}

function Reasons({ touchpoint: id }: { touchpoint: string }) {
  const touchpoint = useRecord("touchpoint", id);
  const expectations = useAll("expectation").filter((expectation) => expectation.touchpoint === id);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => keepBesideLabels(element.current), []);
  return (
    <div ref={element} id={curveDetailId} className={classes.detail} role="tooltip">
      <strong>{touchpoint?.title}</strong>
      {expectations.length === 0 && <p>No expectations here yet.</p>}
      {expectations.map((expectation) => (
        <Line key={expectation.id} expectation={expectation} />
      ))}
    </div>
  );
}

/** Moves the detail aside as far as lane labels or the window's edge would cover it. */
function keepBesideLabels(element: HTMLElement | null): void {
  const frame = element?.closest("[data-canvas]")?.getBoundingClientRect();
  if (element === null || frame === undefined) return;
  element.style.setProperty("--aside", "0px");
  const { left, right } = element.getBoundingClientRect();
  const labels = Number.parseFloat(getComputedStyle(element).getPropertyValue("--label-width")) || 0;
  const aside = Math.max(frame.left + labels + 8 - left, Math.min(0, frame.right - 8 - right));
  element.style.setProperty("--aside", `${aside}px`);
}

function Line({ expectation }: { expectation: Expectation }) {
  const insight = useExpectationInsight(expectation.id);
  const evidence = useRecord("evidence", insight?.evidence ?? undefined);
  if (insight === undefined) return null;
  const facts = [
    evidence && `Evidence: ${evidence.grade}`,
    evidence?.n !== undefined && `n ${evidence.n}`,
    evidence?.observedOn,
    insight.kappa !== null && `strength ${insight.kappa.toFixed(2)}`,
  ];
  return (
    <div className={classes.line}>
      <StatusMark status={insight.status} />
      <div>
        <p className={classes.statement}>{expectation.statement}</p>
        <p>{insight.reason}</p>
        <p className={classes.facts}>{levelsOf(expectation, insight)}</p>
        {evidence !== undefined && <p className={classes.facts}>{facts.filter(Boolean).join(" · ")}</p>}
      </div>
    </div>
  );
}

/** The levels the status was judged with, in the measure's units. */
function levelsOf({ measure }: Expectation, insight: ExpectationInsight): string {
  const levels = (["promised", "delivered", "desired", "adequate"] as const).map(
    (name) => [name, insight[name]] as const,
  );
  const style = levelStyle(
    measure,
    levels.map(([, level]) => level),
  );
  return levels.flatMap(([name, level]) => (level === null ? [] : `${name} ${levelText(style, level)}`)).join(" · ");
}
