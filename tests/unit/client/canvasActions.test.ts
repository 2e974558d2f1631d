import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import { addFirstSteps, addTouchpoint } from "../../../client/actions/addRecords.ts";
import { copiedText, pasteText } from "../../../client/actions/clipboard.ts";
import { connect, selectNextConnection } from "../../../client/actions/connect.ts";
import { moveSelection, resizeSelection } from "../../../client/actions/moveSelection.ts";
import type { MapSession } from "../../../client/session/openMap.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { Kind } from "../../../shared/model/kinds.ts";
import { readingOrder } from "../../../shared/model/records.ts";

const journey: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Actions",
  channels: [{ id: "web", name: "Web" }],
  stages: [
    { id: "a", title: "A" },
    { id: "b", title: "B" },
  ],
  lanes: [
    { id: "front", title: "Front", kind: "frontstage" },
    { id: "lines", title: "Lines", kind: "curve" },
    { id: "back", title: "Back", kind: "backstage" },
  ],
  touchpoints: [
    { id: "a1", stage: "a", lane: "front", title: "A1", channel: "web" },
    { id: "a2", stage: "a", lane: "front", title: "A2" },
    { id: "a3", stage: "a", lane: "front", title: "A3" },
    { id: "b1", stage: "b", lane: "front", title: "B1" },
  ],
  connections: [
    { id: "k1", from: "a1", to: "a2" },
    { id: "k2", from: "a1", to: "b1" },
  ],
  expectations: [{ id: "e1", touchpoint: "a1", statement: "Fast", measure: { kind: "share" } }],
  promises: [{ id: "p1", expectation: "e1", wording: "In a minute", level: 0.9 }],
};

/** Real commands on a real document; only the page around it is left out. */
function open(of: Journey = journey): ActionContext {
  const doc = createDoc(of);
  const mirror = openMirror(doc);
  const run = (name: Parameters<typeof runCommand>[1], args: object) => runCommand({ doc, mirror }, name, args, {});
  const map = { mirror, role: "owner", undo: { undoLabel: undefined } } as unknown as MapSession;
  return { map, run, local: createLocalStore(), go: () => undefined, toggleScheme: () => undefined };
}

function select({ local }: ActionContext, kind: Kind, ...ids: string[]): void {
  local.setState({ selection: ids.map((id) => ({ kind, id })) });
}

const order = ({ map }: ActionContext) =>
  readingOrder(map.mirror).map(({ id, stage, lane }) => `${id}@${stage}.${lane}`);

test("G5 a touchpoint moves within its cell, then on into the next that takes touchpoints", () => {
  const context = open();
  select(context, "touchpoint", "a2");
  moveSelection(context, "right");
  expect(order(context)).toEqual(["a1@a.front", "a3@a.front", "a2@a.front", "b1@b.front"]);
  moveSelection(context, "right");
  expect(order(context)).toContain("a2@b.front");
  moveSelection(context, "down");
  expect(order(context)).toContain("a2@b.back");
  moveSelection(context, "down");
  expect(order(context)).toContain("a2@b.back");
});

test("G5 several touchpoints move on by a stage or lane and lie to each other as before", () => {
  const context = open();
  select(context, "touchpoint", "a3", "a2");
  moveSelection(context, "right");
  expect(order(context)).toEqual(["a1@a.front", "a2@b.front", "a3@b.front", "b1@b.front"]);
  select(context, "touchpoint", "a1", "a2");
  moveSelection(context, "down");
  expect(order(context)).toEqual(["a1@a.back", "a2@b.back", "a3@b.front", "b1@b.front"]);
});

test("G5 stages and lanes move along their axis and stop at its ends; both can be resized", () => {
  const context = open();
  const stages = () => context.map.mirror.all("stage").map(({ id, columns }) => [id, columns]);
  select(context, "stage", "a");
  moveSelection(context, "left");
  moveSelection(context, "right");
  moveSelection(context, "right");
  resizeSelection(context, 1);
  expect(stages()).toEqual([
    ["b", undefined],
    ["a", 2],
  ]);
  select(context, "lane", "back");
  moveSelection(context, "up");
  expect(context.map.mirror.all("lane").map(({ id }) => id)).toEqual(["front", "back", "lines"]);
});

test("G6 what is copied is pasted into another map with all that belongs to it", () => {
  const from = open();
  select(from, "touchpoint", "a1", "a2");
  const text = copiedText(from) ?? "";
  const to = open({ format: "kept.journey", version: 1, title: "Other" });
  expect(pasteText(to, text)).toBe(true);
  const { mirror } = to.map;
  expect(mirror.all("touchpoint").map(({ title }) => title)).toEqual(["A1", "A2"]);
  expect(mirror.all("promise").map(({ wording }) => wording)).toEqual(["In a minute"]);
  expect(mirror.all("channel").map(({ name }) => name)).toEqual(["Web"]);
  expect(mirror.all("connection")).toHaveLength(1);
  expect(mirror.all("stage")).toHaveLength(1);
  expect(to.local.getState().selection.map(({ id }) => id)).toEqual(mirror.all("touchpoint").map(({ id }) => id));
});

test("G6 a card pasted while another is selected lands in that one's cell; other text is left alone", () => {
  const context = open();
  select(context, "touchpoint", "a1");
  const text = copiedText(context) ?? "";
  select(context, "touchpoint", "b1");
  pasteText(context, text);
  expect(context.map.mirror.all("touchpoint").at(-1)).toMatchObject({ stage: "b", lane: "front", title: "A1" });
  expect(pasteText(context, "a shopping list")).toBe(false);
  expect(pasteText(context, '{"kept.journey": ')).toBe(false);
});

test("G7 a new touchpoint comes after the selected one, else into the first cell that takes touchpoints", () => {
  const context = open();
  select(context, "touchpoint", "a1");
  addTouchpoint(context);
  expect(order(context)[1]).toMatch(/@a\.front$/);
  select(context, "lane", "lines");
  addTouchpoint(context);
  expect(order(context).filter((place) => place.endsWith("@a.front"))).toHaveLength(5);
});

test("G7 an empty map starts with three stages, a lane for touchpoints and the two lines", () => {
  const context = open({ format: "kept.journey", version: 1, title: "Empty" });
  addFirstSteps(context);
  expect(context.map.mirror.all("stage")).toHaveLength(3);
  expect(context.map.mirror.all("lane").map(({ kind }) => kind)).toEqual(["touchpoints", "curve"]);
});

test("G8 a connection is made once, and a touchpoint's connections are selected one after the other", () => {
  const context = open();
  const selected = () => context.local.getState().selection[0]?.id;
  connect(context, "a1", "b1");
  expect(selected()).toBe("k2");
  connect(context, "a2", "done");
  connect(context, "a2", "a2");
  expect(context.map.mirror.all("connection")).toHaveLength(3);
  select(context, "touchpoint", "a1");
  selectNextConnection(context);
  selectNextConnection(context);
  expect(selected()).toBe("k2");
  selectNextConnection(context);
  expect(selected()).toBe("k1");
});
