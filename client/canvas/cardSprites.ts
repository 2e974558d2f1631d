import type { Status } from "../../shared/alignment/insights.ts";
import { statusPaths } from "../ui/StatusMark.tsx";
import type { Detail } from "./detail.ts";
import type { Palette } from "./palette.ts";

/** What tells one painted box from another, besides its title. */
export interface Look {
  kind: "touchpoint" | "note";
  status: Status | undefined;
  /** Canvas pixels. */
  width: number;
  height: number;
}

/** Pictures of empty cards at one scale, each drawn once: stamping them is several times faster than drawing shapes. */
export interface CardSprites {
  of: (look: Look) => OffscreenCanvas;
}

/** Left free around a card in its picture, for the half of its edge that lies outside. Device pixels. */
export const spriteEdge = 2;

/** @param scale device pixels per canvas pixel */
export function createCardSprites(scale: number, detail: Detail, palette: Palette): CardSprites {
  const sprites = new Map<string, OffscreenCanvas>();
  return {
    of(look) {
      const key = `${look.kind} ${look.status} ${look.width} ${look.height}`;
      const known = sprites.get(key);
      if (known !== undefined) return known;
      const sprite = drawCard(look, scale, detail, palette);
      sprites.set(key, sprite);
      return sprite;
    },
  };
}

function drawCard(look: Look, scale: number, detail: Detail, palette: Palette): OffscreenCanvas {
  const width = Math.max(1, Math.round(look.width * scale));
  const height = Math.max(1, Math.round(look.height * scale));
  const sprite = new OffscreenCanvas(width + 2 * spriteEdge, height + 2 * spriteEdge);
  const context = sprite.getContext("2d");
  if (context === null) return sprite;
  const { status, kind } = look;
  const { mark, tint } = palette.status[status ?? "none"];
  const isTinted = detail === "block" || status === "broken" || status === "atRisk" || status === "exceeded";
  const isStrong = detail !== "full" || status === "broken" || status === "unpromised";
  context.translate(spriteEdge, spriteEdge);
  context.fillStyle = kind === "note" ? palette.note : isTinted ? tint : palette.surface;
  context.strokeStyle = mark;
  context.lineWidth = Math.max(1, (isStrong ? 2 : 1) * scale);
  context.setLineDash(dashOf(status, scale));
  context.beginPath();
  const inset = context.lineWidth / 2;
  context.roundRect(inset, inset, width - 2 * inset, height - 2 * inset, (kind === "note" ? 2 : 6) * scale);
  context.fill();
  context.stroke();
  if (status !== undefined) drawMark(context, status, look, scale, detail, mark);
  return sprite;
}

function dashOf(status: Status | undefined, scale: number): number[] {
  // Dashes that small are read as a fainter edge.
  const unit = Math.max(1, scale);
  if (status === "unmeasured") return [4 * unit, 3 * unit];
  return status === "unpromised" ? [2 * unit, 2 * unit] : [];
}

/** The status's shape: in the middle of a block, else before the title. */
function drawMark(
  context: OffscreenCanvasRenderingContext2D,
  status: Status,
  { width, height }: Look,
  scale: number,
  detail: Detail,
  color: string,
): void {
  const { d, solid } = statusPaths[status];
  const size = detail === "block" ? 44 : detail === "title" ? 22 : 12;
  const x = detail === "block" ? (width - size) / 2 : 11;
  const y = detail === "full" ? 14 : (height - size) / 2;
  context.setLineDash([]);
  context.scale(scale, scale);
  context.translate(x, y);
  context.scale(size / 12, size / 12);
  context.fillStyle = color;
  context.strokeStyle = color;
  context.lineCap = "round";
  context.lineWidth = status === "broken" ? 2.6 : 1.6;
  if (solid) context.fill(shapeOf(d));
  else context.stroke(shapeOf(d));
}

function shapeOf(path: string): Path2D {
  return new Path2D(path);
}
