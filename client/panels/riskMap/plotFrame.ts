/** The ground of the picture: where its cells lie and how large marks are, all in pixels. */
export interface PlotFrame {
  width: number;
  height: number;
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  /** Radii of the smallest and the largest mark. */
  least: number;
  most: number;
  /** How far from a cell's edge the middle of a mark stays. */
  inset: number;
  /** Too narrow for words beside and in the cells. */
  isCompact: boolean;
}

/** Below this width rows and cells are told by number and pattern, their words stand in the legend. */
const roomForWords = 480;
const narrowest = 260;

export function plotFrame(width: number): PlotFrame {
  const whole = Math.max(narrowest, Math.round(width));
  const isCompact = whole < roomForWords;
  const shape = isCompact
    ? { left: 26, top: 4, cellHeight: 50, least: 8, most: 11, inset: 13, below: 40 }
    : { left: 118, top: 4, cellHeight: 84, least: 9, most: 15, inset: 18, below: 46 };
  const { below, ...rest } = shape;
  return {
    ...rest,
    width: whole,
    height: rest.top + 5 * rest.cellHeight + below,
    cellWidth: (whole - rest.left - 2) / 5,
    isCompact,
  };
}
