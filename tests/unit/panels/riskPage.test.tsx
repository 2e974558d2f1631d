// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { RiskPage } from "../../../client/pages/risk/RiskPage.tsx";
import { riskSvg } from "../../../client/panels/riskMap/exportPicture.tsx";
import { RiskMapPicture } from "../../../client/panels/riskMap/RiskMapPicture.tsx";
import { riskRows } from "../../../client/panels/riskMap/riskRows.ts";
import { openInsightsStore } from "../../../client/session/insightsStore.ts";
import type { MapSession } from "../../../client/session/openMap.ts";
import { openRiskStore } from "../../../client/session/riskStore.ts";
import { MapProvider } from "../../../client/state/MapProvider.tsx";
import { goTo, place } from "../../../client/state/place.ts";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { choose, click, press } from "./inspectorWorld.tsx";

const journey: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Letters",
  asOf: "2024-06-01",
  stages: [
    { id: "ask", title: "Ask" },
    { id: "wait", title: "Wait" },
  ],
  lanes: [{ id: "l", title: "Contacts", kind: "touchpoints" }],
  touchpoints: [
    { id: "call", stage: "ask", lane: "l", title: "Call" },
    { id: "reply", stage: "wait", lane: "l", title: "Reply" },
  ],
  weakSpots: [
    { id: "lost", touchpoint: "reply", title: "Lost letter", severity: 8, occurrence: 8, detection: 8, plays: ["p"] },
    { id: "busy", touchpoint: "call", title: "Line is busy", severity: 3, prior: 0.3, passages: 100, lossPerCase: 9 },
    { id: "rude", touchpoint: "call", title: "Rude answer", severity: 3, prior: 0.3, passages: 100, lossPerCase: 9 },
    { id: "odd", touchpoint: "call", title: "Nobody judged this", prior: 0.01 },
  ],
  plays: [{ id: "p", title: "Send it again", owner: "Ada", trigger: { text: "no receipt" } }],
};

const nobody: readonly never[] = [];
const presence = { read: () => nobody, subscribe: () => () => undefined, show: () => undefined };

beforeAll(() => Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver: OneSize }));

/** How wide the page says that everything is; 0 where nothing is laid out. */
let measured = 0;

/** Tells a size at once, as a browser does after the first layout. */
class OneSize {
  readonly #tell: (entries: object[]) => void;
  constructor(tell: (entries: object[]) => void) {
    this.#tell = tell;
  }
  observe(): void {
    this.#tell([{ borderBoxSize: [{ inlineSize: measured, blockSize: 300 }], contentRect: new DOMRect() }]);
  }
  disconnect(): void {
    this.#tell([]);
  }
}

let close: (() => void) | undefined;
afterEach(() => close?.());

/** The page, or the panel's picture, over a real document. */
async function open(of: Journey = journey, what: "page" | "panel" = "page", search = "", width = 0) {
  measured = width;
  goTo(`/maps/m/risk${search}`);
  const doc = createDoc(of);
  const mirror = openMirror(doc);
  const risk = openRiskStore(mirror, "2024-06-01");
  const insights = openInsightsStore(mirror, "2024-06-01");
  await risk.load();
  const session = { mapId: "m", role: "viewer", mirror, insights, risk, presence } as unknown as MapSession;
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  act(() =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MapProvider session={session}>{what === "page" ? <RiskPage /> : <RiskMapPicture />}</MapProvider>
      </QueryClientProvider>,
    ),
  );
  await act(() => new Promise(requestAnimationFrame));
  close = () => {
    act(() => root.unmount());
    page.remove();
  };
  const marks = () => [...page.querySelectorAll<SVGElement & HTMLElement>("[data-mark]")];
  return {
    page,
    marks,
    mark: (ids: string) => marks().find((mark) => mark.dataset.mark === ids)!,
    rows: () => [...page.querySelectorAll<HTMLElement>("[data-spot]")].map((row) => row.dataset.spot),
    button: (name: string) => [...page.querySelectorAll("button")].find((each) => each.textContent === name)!,
    runAsOther: (name: Parameters<typeof runCommand>[1], args: object) =>
      act(() => void runCommand({ doc, mirror }, name, args, {})),
    svg: () => act(() => riskSvg(riskRows(mirror, risk.read()!, "2024-06-01"), "Letters <&>")),
  };
}

test("RM3 RM6 the page shows every weak spot in the ranking, those with a severity on the picture, the rest beside it", async () => {
  const { page, rows, marks } = await open();
  expect(rows()).toEqual(["lost", "busy", "rude", "odd"]);
  expect(marks().map(({ dataset }) => dataset.mark)).toEqual(["lost", "busy rude"]);
  expect(page.textContent).toContain("Not on the picture, severity unknown:Nobody judged this");
  expect(page.querySelectorAll("[data-move]")).toHaveLength(1);
});

test("RM7 marks are one tab stop, arrows lead on, and a mark in focus says what is known of it", async () => {
  const { page, marks, mark } = await open();
  expect(marks().map((each) => each.getAttribute("tabindex"))).toEqual(["0", "-1"]);
  act(() => mark("lost").focus());
  expect(page.querySelector("[role=tooltip]")?.textContent).toMatch(
    /Lost letter.*Reply.*Likely.*Severity8.*PriorityHigh/u,
  );
  expect(mark("lost").getAttribute("aria-describedby")).toBe(page.querySelector("[role=tooltip]")?.id);
  press(mark("lost"), "ArrowRight");
  expect(document.activeElement).toBe(mark("busy rude"));
  expect(marks().map((each) => each.getAttribute("tabindex"))).toEqual(["-1", "0"]);
  press(mark("busy rude"), "Escape");
  expect(page.querySelector("[role=tooltip]")).toBeNull();
});

test("RM7 a mark leads to its touchpoint on the map, and several open as a list that does", async () => {
  const { page, mark } = await open();
  expect(mark("lost").getAttribute("href")).toBe("/maps/m?show=weakSpot%3Alost");
  if (!("showPopover" in HTMLElement.prototype)) Object.assign(HTMLElement.prototype, { showPopover: () => undefined });
  press(mark("busy rude"), "Enter");
  const list = page.querySelector<HTMLElement>("[role=dialog]")!;
  expect(list.textContent).toMatch(/Line is busy.*Rude answer/u);
  click([...list.querySelectorAll("button")].at(-1)!);
  expect(place.read()).toEqual({ path: "/maps/m", search: "?show=weakSpot%3Arude" });
});

test("RM8 the ranking goes by priority or by loss, and says why not by a product", async () => {
  const { page, rows, button } = await open();
  expect(page.textContent).toContain("Never by likelihood × severity");
  click(button("Expected loss"));
  expect(rows()).toEqual(["busy", "rude", "lost", "odd"]);
  expect(place.read().search).toBe("?by=loss");
});

test("RM9 RM10 filters thin picture and ranking alike and stand in the address; who opens it sees the same", async () => {
  const { page, rows, marks } = await open();
  choose(page.querySelector<HTMLInputElement>("select")!, "wait");
  expect(rows()).toEqual(["lost"]);
  expect(marks().map(({ dataset }) => dataset.mark)).toEqual(["lost"]);
  expect(place.read().search).toBe("?stage=wait");
  close?.();
  const other = await open(journey, "page", "?plan=none&show=5&text=rude");
  expect(other.rows()).toEqual(["rude"]);
  expect(other.page.textContent).toContain("1 of 4 weak spots");
  click(other.button("Show all"));
  expect(other.rows()).toHaveLength(4);
});

test("RM13 what somebody else changes moves the mark and the ranking", async () => {
  const { mark, rows, page, runAsOther } = await open();
  const before = mark("lost").style.transform;
  runAsOther("patchWeakSpot", { id: "lost", fields: { failures: 300, passages: 1000 } });
  expect(mark("lost").style.transform).not.toBe(before);
  runAsOther("patchWeakSpot", { id: "odd", fields: { severity: 10, occurrence: 9, detection: 9, prior: 0.9 } });
  expect(rows()[0]).toBe("odd");
  expect(page.textContent).not.toContain("Not on the picture");
});

test("RM14 a downloaded picture stands alone: no class, no token, its title as text", async () => {
  const { svg } = await open();
  const text = await svg();
  expect(text).not.toMatch(/class=|var\(|<script/u);
  expect(text).toContain("Letters &lt;&amp;&gt;");
  expect(text.match(/data-zone/gu)).toHaveLength(25);
});

test("RM15 a map without weak spots says what the page is for and leads to the map's weak spots", async () => {
  const { page } = await open({ ...journey, weakSpots: [] });
  expect(page.textContent).toContain("A weak spot is a way in which a touchpoint can fail");
  click(page.querySelector("button")!);
  expect(place.read().path).toBe("/maps/m");
});

test("RM1 in a panel the same picture is small, with rows and zones told in the legend", async () => {
  const { page, marks } = await open(journey, "panel", "", 348);
  expect(marks()).toHaveLength(2);
  expect(page.querySelector('a[href="/maps/m/risk"]')).not.toBeNull();
  expect(page.textContent).toContain("1 has no severity yet and is not on the picture.");
  click(page.querySelector("summary")!);
  expect(page.textContent).toMatch(/Accept.*Watch.*Act.*5 irreversible \(a missed wedding\)/u);
  const { page: empty } = await open({ ...journey, weakSpots: [] }, "panel");
  expect(empty.textContent).toBe("");
});
