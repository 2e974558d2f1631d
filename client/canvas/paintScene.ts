import type { Status } from "../../shared/alignment/insights.ts";
import { connectionCurve } from "../../shared/layout/connectionPath.ts";
import type { Point, Rect } from "../../shared/layout/rect.ts";
import { type CardSprites, createCardSprites, spriteEdge } from "./cardSprites.ts";
import type { Detail } from "./detail.ts";
import type { Palette } from "./palette.ts";
import type { Box } from "./scene.ts";

export interface Paint {
  /** The part of the canvas that is painted, in canvas pixels. */
  region: Rect;
  /** Device pixels per canvas pixel. */
  scale: number;
  detail: Detail;
  palette: Palette;
  boxes: readonly Box[];
  statusOf: (box: Box) => Status | undefined;
  titleOf: (box: Box) => string;
  /** What stands in the card's last line. */
  footOf: (box: Box) => string;
  isDimmed: (box: Box) => boolean;
  /** How far a box is dragged from its place. */
  offsetOf: (box: Box) => Point | undefined;
  links: readonly (readonly [Rect, Rect])[];
  /** Paints what stands on the cards' corners, where the map has such marks; in device pixels, over the cards. */
  paintMarks?: ((context: CanvasRenderingContext2D, paint: Paint) => void) | undefined;
}

const dimmed = 0.25;
let sprites: { scale: number; detail: Detail; palette: Palette; cards: CardSprites } | undefined;

/** Paints boxes as the cards look from afar: all in one picture, without an element each. */
export function paintScene(context: CanvasRenderingContext2D, paint: Paint): void {
  const { region, scale, detail, palette } = paint;
  if (sprites?.scale !== scale || sprites.detail !== detail || sprites.palette !== palette)
    sprites = { scale, detail, palette, cards: createCardSprites(scale, detail, palette) };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
  paintLinks(context, paint);
  context.setTransform(1, 0, 0, 1, 0, 0);
  paintCards(context, paint, sprites.cards);
  paint.paintMarks?.(context, paint);
  if (detail === "block") return;
  context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
  paintTitles(context, paint);
}

function paintLinks(context: CanvasRenderingContext2D, { links, palette, scale }: Paint): void {
  if (links.length === 0) return;
  context.lineWidth = Math.max(1.5, 1 / scale);
  context.strokeStyle = palette.line;
  context.globalAlpha = 0.7;
  context.beginPath();
  for (const [start, end] of links) {
    const { from, c1, c2, to } = connectionCurve(start, end);
    context.moveTo(from.x, from.y);
    context.bezierCurveTo(c1.x, c1.y, c2.x, c2.y, to.x, to.y);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** Stamps each card's picture on whole device pixels, where that is a plain copy. */
function paintCards(context: CanvasRenderingContext2D, paint: Paint, cards: CardSprites): void {
  const { region, scale, boxes } = paint;
  for (const box of boxes) {
    const { kind, width, height } = box;
    const offset = paint.offsetOf(box);
    const x = Math.round((box.x + (offset?.x ?? 0) - region.x) * scale) - spriteEdge;
    const y = Math.round((box.y + (offset?.y ?? 0) - region.y) * scale) - spriteEdge;
    context.globalAlpha = paint.isDimmed(box) ? dimmed : 1;
    context.drawImage(cards.of({ kind, status: paint.statusOf(box), width, height }), x, y);
  }
  context.globalAlpha = 1;
}

function paintTitles(context: CanvasRenderingContext2D, paint: Paint): void {
  const { palette, boxes, detail } = paint;
  const [size, lineHeight, left] = detail === "title" ? [21, 26, 43] : [13, 20, 31];
  context.font = `500 ${size}px "Inter Variable", system-ui, sans-serif`;
  context.textBaseline = "middle";
  for (const box of boxes) {
    const offset = paint.offsetOf(box);
    const indent = paint.statusOf(box) === undefined ? 11 : left;
    const most = box.height < 60 || detail === "full" ? 2 : 3;
    const lines = wrapped(context, paint.titleOf(box), box.width - indent - 10, most, size);
    const middle = detail === "title" ? box.y + box.height / 2 : box.y + 9 + (lineHeight * lines.length) / 2;
    const top = middle - (lineHeight * (lines.length - 1)) / 2;
    context.globalAlpha = paint.isDimmed(box) ? dimmed : 1;
    context.fillStyle = palette.text;
    lines.forEach((line, index) => {
      context.fillText(line, box.x + (offset?.x ?? 0) + indent, top + (offset?.y ?? 0) + index * lineHeight);
    });
  }
  context.globalAlpha = 1;
  if (detail === "full") paintFeet(context, paint);
}

function paintFeet(context: CanvasRenderingContext2D, paint: Paint): void {
  context.font = '400 12px "Inter Variable", system-ui, sans-serif';
  context.fillStyle = paint.palette.muted;
  for (const box of paint.boxes) {
    if (box.kind === "note") continue;
    const offset = paint.offsetOf(box);
    context.globalAlpha = paint.isDimmed(box) ? dimmed : 1;
    const [line = ""] = wrapped(context, paint.footOf(box), box.width - 60, 1, 12);
    context.fillText(line, box.x + (offset?.x ?? 0) + 11, box.y + (offset?.y ?? 0) + box.height - 17);
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
