import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import type { Canvas } from "../../../client/canvas/canvasContext.ts";
import { createCanvasUi } from "../../../client/canvas/canvasUi.ts";
import { dragBoxes } from "../../../client/canvas/gestures/dragBoxes.ts";
import { createOffsets } from "../../../client/canvas/offsets.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { must } from "../../../shared/assert.ts";
import { columnPitch } from "../../../shared/layout/metrics.ts";
import { openPair } from "../../world/pair.ts";

/** Three stages of one card's width. */
function open() {
  const { mirror, run, undo } = openPair({
    format: "kept.journey",
    version: 1,
    title: "Drag",
    stages: ["a", "b", "c"].map((id) => ({ id, title: id })),
    lanes: [{ id: "l", title: "Lane", kind: "touchpoints" }],
    touchpoints: ["a", "b", "c"].map((stage) => ({ id: `${stage}1`, stage, lane: "l", title: stage })),
  }).ann;
  const local = createLocalStore();
  const presence = { show: () => undefined };
  const context = { map: { mirror, presence }, local, run } as unknown as ActionContext;
  const canvas = {
    scene: createScene(mirror, local),
    offsets: createOffsets(),
    ui: createCanvasUi(),
    viewport: { toCanvas: ({ clientX, clientY }: PointerEvent) => ({ x: clientX, y: clientY }) },
  } as unknown as Canvas;
  const at = (clientX: number) => ({ clientX, clientY: 0 }) as PointerEvent;
  return {
    undo,
    stages: () => mirror.all("touchpoint").map(({ id, stage }) => `${id} in ${stage}`),
    /** Drags the selected cards by their lead, so many stages to the right. */
    drag: (ids: string[], lead: string, by: number) => {
      local.setState({ selection: ids.map((id) => ({ kind: "touchpoint", id })) });
      const box = must(canvas.scene.read().layout.cards.get(lead), "no such card");
      const gesture = dragBoxes(at(0), box, canvas, context);
      gesture.move(at(by * columnPitch));
      gesture.drop(at(by * columnPitch));
    },
  };
}

test("G4 cards of several cells keep their cells to each other when they are dropped, in one undo step", () => {
  const { drag, stages, undo } = open();
  drag(["a1", "b1"], "b1", 1);
  expect(stages()).toEqual(["a1 in b", "b1 in c", "c1 in c"]);
  expect(undo.undo()).toBe("move 2 touchpoints");
  expect(stages()).toEqual(["a1 in a", "b1 in b", "c1 in c"]);
  drag(["a1", "b1"], "b1", 0);
  expect(undo.undoLabel).toBeUndefined();
});
