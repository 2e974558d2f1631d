// @vitest-environment happy-dom
import { act, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import { type Canvas, CanvasContext } from "../../../client/canvas/canvasContext.ts";
import { createCanvasUi } from "../../../client/canvas/canvasUi.ts";
import { useCanvasKeys } from "../../../client/canvas/gestures/useCanvasKeys.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { useAxisDrag } from "../../../client/canvas/useAxisDrag.ts";
import type { MapSession } from "../../../client/session/openMap.ts";
import { type LocalStore, useLocalStore } from "../../../client/state/local.ts";
import { MapProvider } from "../../../client/state/MapProvider.tsx";
import { must } from "../../../shared/assert.ts";
import { openPair } from "../../world/pair.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Two stages' headers and a card, without the page around them; `pans` is how far the canvas was moved. */
function open() {
  const { mirror, run } = openPair({
    format: "kept.journey",
    version: 1,
    title: "Hands",
    stages: ["a", "b"].map((id) => ({ id, title: id })),
    lanes: [{ id: "l", title: "Lane", kind: "touchpoints" }],
    touchpoints: [{ id: "t", stage: "a", lane: "l", title: "T" }],
  }).ann;
  const pans: object[] = [];
  const session = { mapId: "m", role: "owner", mirror, run } as unknown as MapSession;
  let local: LocalStore | undefined;

  function Room() {
    const store = useLocalStore();
    const root = useRef<HTMLDivElement>(null);
    const [canvas] = useState(
      () =>
        ({
          scene: createScene(mirror, store),
          ui: createCanvasUi(),
          viewport: {
            panBy: (delta: object) => pans.push(delta),
            toCanvas: ({ clientX, clientY }: PointerEvent) => ({ x: clientX, y: clientY }),
          },
        }) as unknown as Canvas,
    );
    const [context] = useState(() => ({ map: session, local: store, run }) as unknown as ActionContext);
    useCanvasKeys(root, canvas, context);
    useEffect(() => {
      local = store;
    }, [store]);
    return (
      <CanvasContext value={canvas}>
        <div ref={root}>
          <Header />
          <div data-node="touchpoint:t">
            <span id="title">T</span>
          </div>
        </div>
      </CanvasContext>
    );
  }

  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  act(() =>
    root.render(
      <MapProvider session={session}>
        <Room />
      </MapProvider>,
    ),
  );
  return {
    pans,
    order: () => mirror.all("stage").map(({ id }) => id),
    selection: () => must(local, "not rendered").getState().selection,
    header: () => must(page.querySelector<HTMLElement>("[data-node='stage:a']"), "no header"),
    title: () => must(page.querySelector<HTMLElement>("#title"), "no card"),
    close: () => {
      act(() => root.unmount());
      page.remove();
    },
  };
}

function Header() {
  const { move } = useAxisDrag({ kind: "stage", id: "a" });
  return <div data-node="stage:a" {...move} />;
}

/** One finger from x to x. */
function swipe(element: HTMLElement, from: number, to: number, isPrimary = true): void {
  element.setPointerCapture = () => undefined;
  const send = (type: string, clientX: number) =>
    element.dispatchEvent(
      new PointerEvent(type, { bubbles: true, clientX, clientY: 0, pointerId: 7, pointerType: "touch", isPrimary }),
    );
  act(() => {
    send("pointerdown", from);
    send("pointermove", to);
    send("pointerup", to);
  });
}

test("G10 a finger on a header moves the canvas, selects by a tap, and reorders what is selected", () => {
  const room = open();
  swipe(room.header(), 0, 400, false);
  expect(room.pans).toEqual([]);
  swipe(room.header(), 0, 400);
  expect(room.pans).toEqual([{ x: 400, y: 0 }]);
  expect(room.order()).toEqual(["a", "b"]);
  swipe(room.header(), 0, 0);
  expect(room.selection()).toEqual([{ kind: "stage", id: "a" }]);
  swipe(room.header(), 0, 400);
  expect(room.order()).toEqual(["b", "a"]);
  room.close();
});

test("G11 a click that no pointer made selects what it is on", () => {
  const room = open();
  act(() => void room.title().dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 })));
  expect(room.selection()).toEqual([]);
  act(() => room.title().dispatchEvent(new MouseEvent("click", { bubbles: true })) as never);
  expect(room.selection()).toEqual([{ kind: "touchpoint", id: "t" }]);
  room.close();
});
