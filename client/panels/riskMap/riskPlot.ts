import {
  impactBin,
  likelihoodBin,
  likelihoodEdges,
  type MatrixColour,
  matrixColour,
} from "../../../shared/risk/matrix.ts";
import { type PlotFrame, plotFrame } from "./plotFrame.ts";

/** A weak spot as the picture needs it. */
export interface PlotSpot {
  id: string;
  /** Per passage, without and with plan B. */
  probability: number;
  residual: number;
  severity: number | undefined;
  /** Expected loss with plan B; null is unknown. */
  loss: number | null;
}

export interface Cell {
  likelihood: number;
  impact: number;
  colour: MatrixColour;
  x: number;
  y: number;
}

/** One weak spot, or several that would overlap, where their residual risk puts them. */
export interface Mark {
  /** In order of id. */
  ids: readonly string[];
  x: number;
  y: number;
  r: number;
  /** No loss of theirs is known. */
  isHollow: boolean;
}

/** From where a weak spot stands without plan B to where it stands with it, along its row. */
export interface Move {
  id: string;
  y: number;
  from: number;
  /** Centre and radius of the mark it leads to. */
  to: number;
  r: number;
}

export interface RiskPlot extends PlotFrame {
  cells: readonly Cell[];
  marks: readonly Mark[];
  moves: readonly Move[];
  /** The largest known loss, which the largest mark stands for. */
  mostLoss: number | null;
  /** Weak spots without severity have no row. */
  unplaced: readonly string[];
}

/** Probabilities below this stand at the left edge: a log scale has no zero. */
const leastShown = 0.0001;
const bounds = [leastShown, ...likelihoodEdges, 1];

/** Free between two marks, in pixels. */
const gap = 2;

/** How far from a cluster's edge an arrow to it begins at least. */
const clearOfCluster = 10;

/** Where everything on the picture lies. @param width of the picture in pixels. */
export function riskPlot(spots: readonly PlotSpot[], width: number): RiskPlot {
  const frame = plotFrame(width);
  const placed = spots
    .filter((spot): spot is PlotSpot & { severity: number } => spot.severity !== undefined)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const losses = placed.flatMap(({ loss }) => loss ?? []);
  const mostLoss = losses.length === 0 ? null : Math.max(...losses);
  const lanes = new Map<string, Mark[]>();
  for (const spot of placed) {
    const lane = `${likelihoodBin(spot.residual)} ${spot.severity}`;
    const mark = {
      ids: [spot.id],
      x: xOf(frame, spot.residual),
      y: yOf(frame, spot.severity),
      r: markRadius(frame, spot.loss, mostLoss),
      isHollow: spot.loss === null,
    };
    lanes.set(lane, [...(lanes.get(lane) ?? []), mark]);
  }
  const marks = [...lanes.values()].flatMap((lane) => withoutOverlap(lane, frame.most));
  const markOf = new Map(marks.flatMap((mark) => mark.ids.map((id) => [id, mark] as const)));
  const moves = placed
    .filter(({ residual, probability }) => residual < probability)
    .flatMap(({ id, probability }): Move[] => {
      const mark = markOf.get(id);
      if (mark === undefined) return [];
      // Among several, only what starts clear of their mark can be told apart.
      if (mark.ids.length > 1 && xOf(frame, probability) <= mark.x + mark.r + clearOfCluster) return [];
      return [{ id, y: mark.y, from: xOf(frame, probability), to: mark.x, r: mark.r }];
    });
  return {
    ...frame,
    cells: cellsOf(frame),
    marks: marks.toSorted((a, b) => a.y - b.y || a.x - b.x),
    moves,
    mostLoss,
    unplaced: spots.filter(({ severity }) => severity === undefined).map(({ id }) => id),
  };
}

/** Radius of a mark: its area above the smallest grows with the loss; an unknown loss has a size of its own. */
export function markRadius({ least, most }: PlotFrame, loss: number | null, mostLoss: number | null): number {
  if (loss === null || mostLoss === null) return (least + most) / 2;
  if (mostLoss <= 0) return least;
  return Math.sqrt(least ** 2 + (most ** 2 - least ** 2) * (loss / mostLoss));
}

/** x of a probability: the column of its bin, and within it by the logarithm. */
function xOf({ left, cellWidth, inset }: PlotFrame, probability: number): number {
  const bin = likelihoodBin(probability);
  const [low = leastShown, high = 1] = bounds.slice(bin - 1, bin + 1);
  const share = Math.log(Math.max(probability, low) / low) / Math.log(high / low);
  return left + (bin - 1) * cellWidth + inset + Math.min(1, share) * (cellWidth - 2 * inset);
}

/** y of a severity: the row of its bin, the worse of its two severities above. */
function yOf({ top, cellHeight, inset }: PlotFrame, severity: number): number {
  const row = top + (5 - impactBin(severity)) * cellHeight;
  return severity % 2 === 0 ? row + inset : row + cellHeight - inset;
}

function cellsOf({ left, top, cellWidth, cellHeight }: PlotFrame): Cell[] {
  return [5, 4, 3, 2, 1].flatMap((impact) =>
    [1, 2, 3, 4, 5].map((likelihood) => ({
      likelihood,
      impact,
      colour: matrixColour(likelihood, impact),
      x: left + (likelihood - 1) * cellWidth,
      y: top + (5 - impact) * cellHeight,
    })),
  );
}

/** Marks of one cell and one severity, those that would overlap as one. */
function withoutOverlap(lane: readonly Mark[], clusterRadius: number): Mark[] {
  const groups: { xs: number[]; mark: Mark }[] = [];
  for (const mark of lane.toSorted((a, b) => a.x - b.x || (a.ids[0]! < b.ids[0]! ? -1 : 1))) {
    let group = { xs: [mark.x], mark };
    for (let last = groups.at(-1); last !== undefined && overlap(last.mark, group.mark); last = groups.at(-1)) {
      groups.pop();
      const xs = [...last.xs, ...group.xs];
      group = {
        xs,
        mark: {
          ids: [...last.mark.ids, ...group.mark.ids].toSorted(),
          x: xs.reduce((sum, x) => sum + x, 0) / xs.length,
          y: mark.y,
          r: clusterRadius,
          isHollow: last.mark.isHollow && group.mark.isHollow,
        },
      };
    }
    groups.push(group);
  }
  return groups.map((group) => group.mark);
}

function overlap(a: Mark, b: Mark): boolean {
  return Math.abs(b.x - a.x) < a.r + b.r + gap;
}
