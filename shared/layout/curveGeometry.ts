import { type Cubic, curveTo, halves, monotoneCubics, number, pair, reversed } from "./monotone.ts";
import type { Point } from "./rect.ts";

/** What the two lines need to know of a touchpoint; levels on the normalised scale, 0 = promise kept, up is better. */
export interface CurveLevel {
  status: string;
  gap: number | null;
  low: number | null;
  high: number | null;
  kappa: number | null;
}

export interface CurveFrame {
  width: number;
  height: number;
  /** x of each point; spread evenly over the width when absent. */
  xs?: readonly number[];
}

/** A point of the picture; `y`, `low` and `high` are absent where nothing is measured. */
export interface CurveMark {
  readonly x: number;
  readonly y: number | undefined;
  /** y of the interval's lower and upper end; the upper end has the smaller y. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The two lines as SVG path data in the frame's pixels. Empty strings where there is nothing to draw. */
export interface CurveGeometry {
  /** y of the promise, and of the zone of tolerance's edges: desired above, adequate below. */
  readonly zero: number;
  readonly desired: number;
  readonly adequate: number;
  readonly promised: string;
  readonly delivered: string;
  readonly envelope: string;
  /** Between the two lines, closed. */
  readonly area: string;
  /** The parts of `area` that stand on thin evidence. */
  readonly thin: string;
  readonly marks: readonly CurveMark[];
}

/** Below this evidence strength an area is hatched. */
export const thinKappa = 0.3;

/** A line that stands alone reaches this far to either side of its point. */
const stub = 24;

type Member = { level: CurveLevel; x: number; y: number; low: number; high: number };

/** Draws the promised and the delivered line of `levels` into a frame. */
export function curveGeometry(levels: readonly CurveLevel[], frame: CurveFrame): CurveGeometry {
  const { zero, yOf } = scaleOf(frame);
  const xs = frame.xs ?? levels.map((_, index) => ((index + 0.5) * frame.width) / levels.length);
  const marks = curveMarks(levels, { ...frame, xs });
  const order = levels.map((_, index) => index).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0) || a - b);
  const spacing = levels.length === 0 ? 0 : frame.width / levels.length;
  const reach = Math.min(stub, spacing / 3);

  const runs = runsOf(order, (index) => measured(levels[index], marks[index])).map((run) => widened(run, reach));
  const lines = runs.map((run) => monotoneCubics(run));
  return {
    zero,
    desired: yOf(1),
    adequate: yOf(-1),
    promised: runsOf(order, (index) => (levels[index]?.status === "unpromised" ? undefined : (xs[index] ?? 0)))
      .map((run) => `M${number((run[0] ?? 0) - reach)} ${number(zero)}H${number((run.at(-1) ?? 0) + reach)}`)
      .join(""),
    delivered: lines.map(trace).join(""),
    envelope: runs.map(envelopeOf).join(""),
    area: lines.map((line) => closed(line, zero)).join(""),
    thin: runs.flatMap((run, index) => thinParts(run, lines[index] ?? [], zero)).join(""),
    marks,
  };
}

/** Where each point of the picture stands, without the lines between them. */
export function curveMarks(levels: readonly CurveLevel[], frame: CurveFrame & { xs: readonly number[] }): CurveMark[] {
  const { yOf } = scaleOf(frame);
  return levels.map((level, index) => markOf(level, frame.xs[index] ?? 0, yOf));
}

/** The scale ends at ±1; a twelfth of the height is left free so that a line at the edge keeps its full weight. */
function scaleOf({ height }: CurveFrame): { zero: number; yOf: (value: number) => number } {
  const zero = height / 2;
  const unit = zero - Math.max(2, height / 12);
  return { zero, yOf: (value) => zero - Math.max(-1.05, Math.min(1.05, value)) * unit };
}

function markOf(level: CurveLevel, x: number, yOf: (value: number) => number): CurveMark {
  const y = level.gap === null ? undefined : yOf(level.gap);
  return {
    x,
    y,
    low: y === undefined || level.low === null ? y : yOf(level.low),
    high: y === undefined || level.high === null ? y : yOf(level.high),
  };
}

function measured(level: CurveLevel | undefined, mark: CurveMark | undefined): Member | undefined {
  if (level === undefined || mark?.y === undefined) return undefined;
  return { level, x: mark.x, y: mark.y, low: mark.low ?? mark.y, high: mark.high ?? mark.y };
}

/** Maximal stretches of neighbours for which `read` gives something. */
function runsOf<T>(order: readonly number[], read: (index: number) => T | undefined): T[][] {
  const runs: T[][] = [];
  let open: T[] | undefined;
  for (const index of order) {
    const value = read(index);
    if (value === undefined) open = undefined;
    else if (open === undefined) runs.push((open = [value]));
    else open.push(value);
  }
  return runs;
}

/** A single point becomes a short level line: a dot alone would not be read as a line that breaks off. */
function widened(run: Member[], reach: number): Member[] {
  const [only, second] = run;
  if (only === undefined || second !== undefined) return run;
  return [{ ...only, x: only.x - reach }, only, { ...only, x: only.x + reach }];
}

function trace(line: readonly Cubic[]): string {
  const start = line[0]?.from;
  return start === undefined ? "" : `M${pair(start)}${curveTo(line)}`;
}

/** The line, and straight back along the promise. */
function closed(line: readonly Cubic[], zero: number): string {
  const start = line[0]?.from;
  const end = line.at(-1)?.to;
  if (start === undefined || end === undefined) return "";
  return `${trace(line)}L${pair({ x: end.x, y: zero })}H${number(start.x)}Z`;
}

function envelopeOf(run: readonly Member[]): string {
  const upper = monotoneCubics(run.map(({ x, high }): Point => ({ x, y: high })));
  const lower = monotoneCubics(run.map(({ x, low }): Point => ({ x, y: low })));
  const turn = lower.at(-1)?.to;
  if (turn === undefined) return "";
  return `${trace(upper)}L${pair(turn)}${curveTo(lower.toReversed().map(reversed))}Z`;
}

/** Each point stands for the line to half-way towards its neighbours; neighbouring thin points make one part. */
function thinParts(run: readonly Member[], line: readonly Cubic[], zero: number): string[] {
  const parts: Cubic[][] = [];
  let open: Cubic[] | undefined;
  run.forEach(({ level }, index) => {
    if ((level.kappa ?? 0) >= thinKappa) {
      open = undefined;
      return;
    }
    if (open === undefined) parts.push((open = []));
    const before = line[index - 1];
    const after = line[index];
    if (before !== undefined) open.push(halves(before)[1]);
    if (after !== undefined) open.push(halves(after)[0]);
  });
  return parts.map((part) => closed(part, zero));
}
