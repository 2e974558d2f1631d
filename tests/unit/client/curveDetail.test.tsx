// @vitest-environment happy-dom
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { type Canvas, CanvasContext, useScene } from "../../../client/canvas/canvasContext.ts";
import { createCanvasUi } from "../../../client/canvas/canvasUi.ts";
import { CurveDetail } from "../../../client/canvas/CurveDetail.tsx";
import { CurveLane } from "../../../client/canvas/CurveLane.tsx";
import { createScene } from "../../../client/canvas/scene.ts";
import { openInsightsStore } from "../../../client/session/insightsStore.ts";
import type { MapSession } from "../../../client/session/openMap.ts";
import { useLocalStore } from "../../../client/state/local.ts";
import { MapProvider } from "../../../client/state/MapProvider.tsx";
import { must } from "../../../shared/assert.ts";
import { openPair } from "../../world/pair.ts";
import { smallJourney } from "../panels/inspectorWorld.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const view = { x: 0, y: 0, zoom: 1, width: 1_000, height: 800 };
const ready = { x: 0, y: 0, width: 1_000, height: 800 };

test("G15 the point in focus is described by its status, reason and levels, until Escape", () => {
  const lanes = [...(smallJourney.lanes ?? []), { id: "c", title: "Lines", kind: "curve" as const }];
  const { mirror } = openPair({ ...smallJourney, lanes }).ann;
  const insights = openInsightsStore(mirror, "2024-06-01");
  const session = { mapId: "m", role: "owner", mirror, insights } as unknown as MapSession;

  function Room() {
    const store = useLocalStore();
    const [canvas] = useState(
      () =>
        ({
          scene: createScene(mirror, store),
          ui: createCanvasUi(),
          feed: { read: () => ({ window: ready, isFar: false }), subscribe: () => () => undefined },
          viewport: { read: () => view, visible: () => ready, subscribe: () => () => undefined },
        }) as unknown as Canvas,
    );
    return (
      <CanvasContext value={canvas}>
        <Curve />
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
  const point = must(page.querySelector<HTMLElement>('[aria-label^="Reply"]'), "no point");
  const described = () => document.getElementById(point.getAttribute("aria-describedby") ?? "none")?.textContent;
  expect(described()).toBeUndefined();
  act(() => point.focus());
  expect(described()).toContain("At risk");
  expect(described()).toContain("promised 90% · delivered 84% · desired 97% · adequate 80%");
  let passedOn = 0;
  document.body.addEventListener("keydown", () => (passedOn += 1), { once: true });
  act(() => void point.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })));
  expect(described()).toBeUndefined();
  expect(passedOn).toBe(0);
  act(() => root.unmount());
  page.remove();
});

function Curve() {
  const lane = useScene(({ layout }) => layout.lanes.find(({ kind }) => kind === "curve"));
  return (
    <>
      {lane !== undefined && <CurveLane lane={lane} />}
      <CurveDetail />
    </>
  );
}
