import type { MapSession } from "../session/openMap.ts";
import { type WeakMarks, weakMarks } from "../state/weakMarks.ts";
import { letterWidth, shieldPath, urgencyLetters, urgencyPaths, urgencyTokens } from "../ui/urgencyShapes.ts";
import type { Detail } from "./detail.ts";
import type { Paint } from "./paintScene.ts";

/** How large a corner mark is, in canvas pixels: from afar it must still be told by its shape. */
const sizes: Readonly<Record<Detail, number>> = { full: 18, title: 28, block: 44 };
/** From the card's right edge to the marks, and between them. */
const inset = 10;
const gap = 2;
const dimmed = 0.25;
/** Smaller marks cannot be told apart, and letters not be read below the other. Device pixels. */
const least = 9;
const leastLettered = 12;

type Mark = NonNullable<WeakMarks["play"] | WeakMarks["urgency"]>;

/** Paints each card's corner marks astride its upper edge, as a card near by has them; each mark is drawn once a size. */
export function markPainter(map: Pick<MapSession, "mirror" | "risk">): NonNullable<Paint["paintMarks"]> {
  const sprites = new Map<string, OffscreenCanvas>();
  let palette: Paint["palette"] | undefined;
  return (context, paint) => {
    const { region, scale, detail, boxes } = paint;
    if (palette !== paint.palette || sprites.size > 100) sprites.clear();
    ({ palette } = paint);
    const size = Math.max(least, Math.round(sizes[detail] * scale));
    for (const box of boxes) {
      if (box.kind === "note") continue;
      const { play, urgency } = weakMarks(map, box.id);
      if (play === undefined && urgency === undefined) continue;
      const offset = paint.offsetOf(box);
      const y = Math.round((box.y + (offset?.y ?? 0) - region.y) * scale - size / 2);
      let x = Math.round((box.x + box.width - inset + (offset?.x ?? 0) - region.x) * scale);
      context.globalAlpha = paint.isDimmed(box) ? dimmed : 1;
      for (const mark of [play, urgency]) {
        if (mark === undefined) continue;
        x -= size;
        const key = `${mark} ${size}`;
        const sprite = sprites.get(key) ?? drawMark(mark, size);
        sprites.set(key, sprite);
        context.drawImage(sprite, x, y);
        x -= Math.round(gap * scale);
      }
    }
    context.globalAlpha = 1;
  };
}

function drawMark(mark: Mark, size: number): OffscreenCanvas {
  const sprite = new OffscreenCanvas(size, size);
  const context = sprite.getContext("2d");
  if (context === null) return sprite;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  context.scale(size / 16, size / 16);
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  const isShield = mark === "ready" || mark === "attached";
  const shape = shapeOf(isShield ? shieldPath : urgencyPaths[mark]);
  const colors = isShield ? shieldTokens[mark] : urgencyTokens[mark];
  context.fillStyle = token(colors.fill);
  context.strokeStyle = token(colors.edge);
  if (mark === "open") context.setLineDash([2.2, 1.8]);
  context.fill(shape);
  context.stroke(shape);
  if (isShield || size < leastLettered) return sprite;
  context.setLineDash([]);
  context.lineCap = "round";
  context.lineWidth = letterWidth;
  context.strokeStyle = token(urgencyTokens[mark].letter);
  context.stroke(shapeOf(urgencyLetters[mark]));
  return sprite;
}

const shieldTokens = {
  ready: { fill: "--status-kept", edge: "--status-kept" },
  attached: { fill: "--kept-surface", edge: "--kept-muted" },
} as const;

function shapeOf(path: string): Path2D {
  return new Path2D(path);
}
