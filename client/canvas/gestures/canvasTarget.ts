import type { Canvas } from "../canvasContext.ts";
import type { Box } from "../scene.ts";

/** What a pointer is over. */
export type CanvasTarget =
  | { kind: "box"; box: Box; isPort: boolean }
  | { kind: "connection"; id: string }
  | { kind: "end"; id: string }
  | { kind: "ground" };

/** Finds what is under an event: the element, or from afar the painted box. `undefined` for controls and fields. */
export function targetOf(event: MouseEvent, canvas: Canvas): CanvasTarget | undefined {
  if (!(event.target instanceof Element) || event.target.closest("button, input, textarea, a") !== null)
    return undefined;
  const node = event.target.closest<HTMLElement>("[data-node]")?.dataset.node;
  const box = node === undefined ? undefined : boxOfNode(canvas, node);
  if (box !== undefined) return { kind: "box", box, isPort: event.target.closest("[data-port]") !== null };
  const connection = event.target.closest<SVGElement>("[data-connection]")?.dataset.connection;
  if (connection !== undefined) return { kind: "connection", id: connection };
  const end = event.target.closest<HTMLElement>("[data-end]")?.dataset.end;
  if (end !== undefined) return { kind: "end", id: end };
  const painted = canvas.feed.read().paints ? boxAt(canvas, event) : undefined;
  return painted === undefined ? { kind: "ground" } : { kind: "box", box: painted, isPort: false };
}

/** The box under a point of the page, drawn or painted. */
export function boxAt({ scene, viewport }: Canvas, page: { clientX: number; clientY: number }): Box | undefined {
  return scene.read().boxes.at(viewport.toCanvas(page));
}

/** The touchpoint or journey's end under a point of the page: where a connection may lead. */
export function connectableAt(canvas: Canvas, page: { clientX: number; clientY: number }): string | undefined {
  const { x, y } = canvas.viewport.toCanvas(page);
  const { ends } = canvas.scene.read().layout;
  for (const end of ["done", "churn"] as const) {
    const box = ends[end];
    if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) return end;
  }
  const box = boxAt(canvas, page);
  return box?.kind === "touchpoint" ? box.id : undefined;
}

function boxOfNode({ scene }: Canvas, node: string): Box | undefined {
  const at = node.indexOf(":");
  const [kind, id] = [node.slice(0, at), node.slice(at + 1)];
  const { cards, notes } = scene.read().layout;
  return kind === "touchpoint" ? cards.get(id) : kind === "note" ? notes.get(id) : undefined;
}
