import type { Status } from "../../shared/alignment/insights.ts";
import { connectionCurve } from "../../shared/layout/connectionPath.ts";
import type { Point, Rect } from "../../shared/layout/rect.ts";
import { statusPaths } from "../ui/StatusMark.tsx";
import type { Box } from "./scene.ts";

/** Colours of the scheme that is on, read from the tokens. */
export interface Palette {
  surface: string;
  line: string;
  text: string;
  note: string;
  status: Record<Status | "none", { mark: string; tint: string }>;
}

export interface Painted {
  box: Box;
  status: Status | undefined;
  title: string;
  isDimmed: boolean;
  offset: Point | undefined;
}

export interface Paint {
  /** The part of the canvas that is painted, in canvas pixels. */
  region: Rect;
  /** Device pixels per canvas pixel. */
  scale: number;
  detail: Detail;
  palette: Palette;
  boxes: readonly Painted[];
  links: readonly (readonly [Rect, Rect])[];
}

export type Detail = "full" | "title" | "block";

const shapes = new Map<Status, Path2D>();
const dimmed = 0.25;

/** Paints boxes as the cards look from afar: all in one picture, without an element each. */
export function paintScene(context: CanvasRenderingContext2D, paint: Paint): void {
  const { region, scale, boxes } = paint;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);

  paintLinks(context, paint);
  for (const [key, group] of grouped(boxes)) paintGroup(context, paint, key, group);
  if (paint.detail !== "block") paintTitles(context, paint);
}

/** Connections step back from afar: they show where the journey flows, not each line. */
function paintLinks(context: CanvasRenderingContext2D, { links, palette, scale, detail }: Paint): void {
  context.lineWidth = Math.max(1.5, 1 / scale);
  context.strokeStyle = palette.line;
  context.globalAlpha = detail === "block" ? 0.3 : 0.7;
  context.beginPath();
  for (const [start, end] of links) {
    const { from, c1, c2, to } = connectionCurve(start, end);
    context.moveTo(from.x, from.y);
    context.bezierCurveTo(c1.x, c1.y, c2.x, c2.y, to.x, to.y);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** Boxes that look alike are one path: the painter changes its colours a dozen times, not thousands. */
function grouped(boxes: readonly Painted[]): Map<string, Painted[]> {
  const groups = new Map<string, Painted[]>();
  for (const item of boxes) {
    const key = `${item.box.kind === "note" ? "note" : (item.status ?? "none")} ${item.isDimmed ? "dimmed" : ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function paintGroup(context: CanvasRenderingContext2D, paint: Paint, key: string, group: readonly Painted[]): void {
  const { palette, detail, scale } = paint;
  const [look] = key.split(" ");
  const isNote = look === "note";
  const status = isNote || look === "none" ? undefined : (look as Status);
  const { mark, tint } = palette.status[status ?? "none"];
  const hasTint = detail === "block" || status === "broken" || status === "atRisk" || status === "exceeded";
  context.globalAlpha = key.endsWith("dimmed") ? dimmed : 1;
  context.fillStyle = isNote ? palette.note : hasTint ? tint : palette.surface;
  context.strokeStyle = mark;
  const isStrong = status === "broken" || status === "unpromised";
  context.lineWidth = Math.max(isStrong ? 2 : 1, 1 / scale);
  context.setLineDash(dashOf(status));
  context.beginPath();
  for (const { box, offset } of group)
    context.roundRect(box.x + (offset?.x ?? 0), box.y + (offset?.y ?? 0), box.width, box.height, isNote ? 2 : 6);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (status !== undefined) paintMarks(context, status, detail, mark, group);
  context.globalAlpha = 1;
}

function dashOf(status: Status | undefined): number[] {
  if (status === "unmeasured") return [5, 4];
  return status === "unpromised" ? [2, 3] : [];
}

/** The status's shape: in the middle of a block, else before the title. */
function paintMarks(
  context: CanvasRenderingContext2D,
  status: Status,
  detail: Detail,
  color: string,
  group: readonly Painted[],
): void {
  const { d, solid } = statusPaths[status];
  const size = detail === "block" ? 44 : detail === "title" ? 22 : 12;
  const shape = shapes.get(status) ?? new Path2D(d);
  shapes.set(status, shape);
  const all = new Path2D();
  for (const { box, offset } of group) {
    const x = box.x + (offset?.x ?? 0) + (detail === "block" ? (box.width - size) / 2 : 11);
    const top = detail === "full" ? 14 : (box.height - size) / 2;
    const matrix = new DOMMatrix([size / 12, 0, 0, size / 12, x, box.y + (offset?.y ?? 0) + top]);
    all.addPath(shape, matrix);
  }
  if (solid) {
    context.fillStyle = color;
    context.fill(all);
    return;
  }
  context.strokeStyle = color;
  context.lineCap = "round";
  context.lineWidth = ((status === "broken" ? 2.6 : 1.6) * size) / 12;
  context.stroke(all);
  context.lineCap = "butt";
}

function paintTitles(context: CanvasRenderingContext2D, { palette, boxes, detail }: Paint): void {
  const [size, lineHeight, left] = detail === "title" ? [21, 26, 43] : [13, 20, 31];
  context.font = `500 ${size}px "Inter Variable", system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillStyle = palette.text;
  for (const { box, title, status, isDimmed, offset } of boxes) {
    const indent = status === undefined ? 11 : left;
    const lines = wrapped(context, title, box.width - indent - 10, box.height < 60 || detail === "full" ? 2 : 3, size);
    const middle = detail === "title" ? box.y + box.height / 2 : box.y + 9 + (lineHeight * lines.length) / 2;
    const top = middle - (lineHeight * (lines.length - 1)) / 2;
    context.globalAlpha = isDimmed ? dimmed : 1;
    lines.forEach((line, index) => {
      context.fillText(line, box.x + (offset?.x ?? 0) + indent, top + (offset?.y ?? 0) + index * lineHeight);
    });
  }
  context.globalAlpha = 1;
}

const wraps = new Map<string, string[]>();
const wrapsKept = 20_000;

/** A title broken into lines of a width; remembered, because measuring text costs more than drawing it. */
function wrapped(
  context: CanvasRenderingContext2D,
  title: string,
  width: number,
  most: number,
  size: number,
): string[] {
  const key = `${size} ${width} ${most} ${title}`;
  const known = wraps.get(key);
  if (known !== undefined) return known;
  const lines: string[] = [];
  let line = "";
  for (const word of title.slice(0, 200).split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || context.measureText(longer).width <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.slice(0, most).map((text) => fitted(context, text, width));
  if (lines.length > most) shown[most - 1] = fitted(context, `${shown[most - 1] ?? ""}…`, width);
  if (wraps.size >= wrapsKept) wraps.clear();
  wraps.set(key, shown);
  return shown;
}

function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let short = text.replace(/…$/, "");
  while (short.length > 1 && context.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}
