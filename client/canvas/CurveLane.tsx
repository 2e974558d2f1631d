import { useMemo, useRef } from "react";
import type { CurvePoint } from "../../shared/alignment/curve.ts";
import { type CurveMark, curveGeometry } from "../../shared/layout/curveGeometry.ts";
import type { LaneRow } from "../../shared/layout/layoutMap.ts";
import { useLocalStore } from "../state/local.ts";
import { useCurve } from "../state/useInsights.ts";
import { useMap } from "../state/useMap.ts";
import { statusWords } from "../ui/status.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { TwoLines } from "../ui/TwoLines.tsx";
import { useCanvas, useCanvasUi, useFeed, useScene } from "./canvasContext.ts";
import classes from "./CurveLane.module.css";
import { useFollowView } from "./useFollowView.ts";

/** How near the pointer must be to a point's column to read it. Canvas pixels. */
const readReach = 120;

/** The two lines in their lane, with a point to hover, focus and press over each touchpoint. */
export function CurveLane({ lane }: { lane: LaneRow }) {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const { ui, viewport } = useCanvas();
  const points = useCurve();
  const curveX = useScene(({ layout }) => layout.curveX);
  const width = useScene(({ layout }) => layout.width);
  const xs = useMemo(() => points.map(({ touchpoint }) => curveX.get(touchpoint) ?? 0), [points, curveX]);
  const reading = useCanvasUi(({ curvePoint }) => (curvePoint?.lane === lane.id ? curvePoint.touchpoint : undefined));
  const { height } = lane;
  const { marks, zero } = useMemo(() => curveGeometry(points, { width, height, xs }), [points, width, height, xs]);
  if (width === 0) return null;

  const read = (index: number) => {
    const touchpoint = index < 0 ? undefined : points[index]?.touchpoint;
    if (touchpoint === reading) return;
    ui.setState({ curvePoint: touchpoint === undefined ? undefined : { lane: lane.id, touchpoint } });
  };
  const index = points.findIndex(({ touchpoint }) => touchpoint === reading);
  return (
    <div
      ref={element}
      className={classes.lane}
      style={{ top: lane.y, width, height }}
      onPointerMove={(event) => event.pointerType === "mouse" && read(nearest(xs, viewport.toCanvas(event).x))}
      onPointerLeave={() => read(-1)}
    >
      <TwoLines points={points} width={width} height={height} xs={xs} />
      {!lane.collapsed && <Marks points={points} marks={marks} zero={zero} reading={index} onRead={read} />}
    </div>
  );
}

interface MarksProps {
  points: readonly CurvePoint[];
  marks: readonly CurveMark[];
  zero: number;
  reading: number;
  onRead(index: number): void;
}

/** One tab stop; arrows lead from point to point. Only points near the window are there. */
function Marks({ points, marks, zero, reading, onRead }: MarksProps) {
  const { mirror } = useMap();
  const local = useLocalStore();
  const window = useFeed((feed) => feed.window);
  const isFar = useFeed((feed) => feed.isFar);
  const stop = Math.max(0, reading);
  const isShown = (x: number, index: number) =>
    index === stop || (!isFar && x > window.x && x < window.x + window.width);

  const go = (from: HTMLElement, to: number) => {
    const touchpoint = points[to]?.touchpoint;
    if (touchpoint === undefined) return;
    onRead(to);
    local.getState().canvas?.showRecord({ kind: "touchpoint", id: touchpoint });
    requestAnimationFrame(() => from.parentElement?.querySelector<HTMLElement>(`[data-point="${to}"]`)?.focus());
  };
  return marks.map(({ x, y }, index) => {
    const point = points[index];
    if (point === undefined || !isShown(x, index)) return null;
    return (
      <button
        key={point.touchpoint}
        type="button"
        className={classes.mark}
        data-point={index}
        style={{ left: x, top: y ?? zero }}
        tabIndex={index === stop ? 0 : -1}
        aria-label={`${mirror.read("touchpoint", point.touchpoint)?.title ?? ""}: ${statusWords[point.status]}`}
        onFocus={() => onRead(index)}
        onBlur={() => onRead(-1)}
        onClick={() => local.getState().select([{ kind: "touchpoint", id: point.touchpoint }])}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (step === undefined || event.altKey) return;
          event.preventDefault();
          event.stopPropagation();
          go(event.currentTarget, index + step);
        }}
      >
        {y === undefined && <StatusMark status={point.status} size={12} />}
      </button>
    );
  });
}

function nearest(xs: readonly number[], x: number): number {
  let best = -1;
  let least = readReach;
  xs.forEach((candidate, index) => {
    const distance = Math.abs(candidate - x);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}
