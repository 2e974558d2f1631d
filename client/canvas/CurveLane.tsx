import { useMemo, useRef, useSyncExternalStore } from "react";
import type { CurvePoint } from "../../shared/alignment/curve.ts";
import { curveMarks } from "../../shared/layout/curveGeometry.ts";
import type { LaneRow } from "../../shared/layout/layoutMap.ts";
import { sampleCurve } from "../../shared/layout/sampleCurve.ts";
import { useLocalStore } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { statusWords } from "../ui/status.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { TwoLines } from "../ui/TwoLines.tsx";
import { useCanvas, useCanvasUi, useFeed, useScene } from "./canvasContext.ts";
import { curveDetailId } from "./canvasUi.ts";
import classes from "./CurveLane.module.css";
import { figurePaceMs, paced } from "./paced.ts";
import { useFollowView } from "./useFollowView.ts";

/** More points than this in one picture run into each other. */
const mostPoints = 600;
/** Canvas pixels that a point needs to be pressed on its own. */
const roomOfMark = 12;
/** How near the pointer must be to a point's column to read it. Canvas pixels. */
const readReach = 120;

/** The two lines in their lane, with a point to hover, focus and press over each touchpoint. */
export function CurveLane({ lane }: { lane: LaneRow }) {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const { ui, viewport } = useCanvas();
  const { insights } = useMap();
  const points = useSyncExternalStore(
    useMemo(() => paced(insights.subscribe, figurePaceMs), [insights]),
    insights.readCurve,
  );
  const curveX = useScene(({ layout }) => layout.curveX);
  const width = useScene(({ layout }) => layout.width);
  const window = useFeed((feed) => feed.window);
  const isFar = useFeed((feed) => feed.isFar);
  const xs = useMemo(() => points.map(({ touchpoint }) => curveX.get(touchpoint) ?? 0), [points, curveX]);
  // From afar the whole line is drawn once, and a pan changes nothing.
  const from = isFar ? 0 : Math.max(0, window.x);
  const to = isFar ? width : Math.min(width, window.x + window.width);
  const step = (isFar ? width : window.width) / mostPoints;
  const seen = useMemo(() => sampleCurve(points, xs, { from, to, step }), [points, xs, from, to, step]);
  const reading = useCanvasUi(({ curvePoint }) => (curvePoint?.lane === lane.id ? curvePoint.touchpoint : undefined));
  const { height } = lane;
  // Points that stand too close to be pressed are read by hovering and by arrows.
  const hasRoom = !isFar && (to - from) / Math.max(1, seen.xs.length) >= roomOfMark;
  if (width === 0) return null;

  const read = (index: number) => {
    const touchpoint = index < 0 ? undefined : points[index]?.touchpoint;
    if (touchpoint === reading) return;
    ui.setState({ curvePoint: touchpoint === undefined ? undefined : { lane: lane.id, touchpoint } });
  };
  return (
    <div
      className={classes.lane}
      style={{ top: lane.y, width, height }}
      onPointerMove={(event) => event.pointerType === "mouse" && read(nearest(xs, viewport.toCanvas(event).x))}
      onPointerLeave={() => read(-1)}
    >
      <div ref={element}>
        <TwoLines points={seen.levels} width={width} height={height} xs={seen.xs} />
      </div>
      {!lane.collapsed && (
        <Marks
          points={points}
          xs={xs}
          height={height}
          reading={points.findIndex(({ touchpoint }) => touchpoint === reading)}
          isShown={(x) => hasRoom && x >= from && x <= to}
          onRead={read}
        />
      )}
    </div>
  );
}

interface MarksProps {
  points: readonly CurvePoint[];
  xs: readonly number[];
  height: number;
  /** The point in focus or under the pointer; −1 for none. */
  reading: number;
  isShown: (x: number) => boolean;
  onRead: (index: number) => void;
}

/** One tab stop; arrows lead from point to point. Only points near the window are there. */
function Marks({ points, xs, height, reading, isShown, onRead }: MarksProps) {
  const { mirror } = useMap();
  const local = useLocalStore();
  const stop = Math.max(0, reading);

  const go = (from: HTMLElement, to: number) => {
    const touchpoint = points[to]?.touchpoint;
    if (touchpoint === undefined) return;
    onRead(to);
    local.getState().canvas?.showRecord({ kind: "touchpoint", id: touchpoint });
    requestAnimationFrame(() => from.parentElement?.querySelector<HTMLElement>(`[data-point="${to}"]`)?.focus());
  };
  return points.map((point, index) => {
    const x = xs[index] ?? 0;
    if (index !== stop && !isShown(x)) return null;
    const [mark] = curveMarks([point], { width: 0, height, xs: [x] });
    return (
      <button
        key={point.touchpoint}
        type="button"
        className={classes.mark}
        data-point={index}
        style={{ left: x, top: mark?.y ?? height / 2 }}
        tabIndex={index === stop ? 0 : -1}
        aria-label={`${mirror.read("touchpoint", point.touchpoint)?.title ?? ""}: ${statusWords[point.status]}`}
        aria-describedby={index === reading ? curveDetailId : undefined}
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
        {mark?.y === undefined && <StatusMark status={point.status} size={12} />}
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
