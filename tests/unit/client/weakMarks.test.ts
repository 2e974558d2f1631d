import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import { startWeakSpot } from "../../../client/actions/startWeakSpot.ts";
import { describeTouchpoint } from "../../../client/canvas/describeTouchpoint.ts";
import type { MapSession } from "../../../client/session/openMap.ts";
import { openRiskStore } from "../../../client/session/riskStore.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { watchWeakMarks, weakMarks } from "../../../client/state/weakMarks.ts";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import type { Journey } from "../../../shared/model/journey.ts";

/** Everything a plan B is scored by, rehearsed on the day. */
const ready = {
  title: "Rebook",
  trigger: { text: "Late over 3 h", automatic: true },
  owner: "Lead",
  deputy: "Second",
  authorityLimit: 500,
  pastRemedyCosts: [100, 200],
  severities: [1, 2, 3, 4, 5],
  steps: [
    { phase: "acknowledge", text: "Say it", script: "I am sorry.", withinMinutes: 10 },
    { phase: "understand", text: "Ask" },
    { phase: "fix", text: "Rebook" },
    { phase: "extra", text: "A meal" },
    { phase: "followUp", text: "Call", afterDays: 2 },
  ],
  rehearsals: [{ on: "2024-06-01" }],
} satisfies Omit<NonNullable<Journey["plays"]>[number], "id">;

function open(parts: Partial<Journey> = {}) {
  const doc = createDoc({
    format: "kept.journey",
    version: 1,
    title: "Marks",
    asOf: "2024-06-01",
    stages: [{ id: "s", title: "S" }],
    lanes: [{ id: "l", title: "L", kind: "touchpoints" }],
    touchpoints: ["t", "u"].map((id) => ({ id, stage: "s", lane: "l", title: id })),
    ...parts,
  });
  const mirror = openMirror(doc);
  const risk = openRiskStore(mirror, "2024-06-01");
  const run: ActionContext["run"] = (name, args) => runCommand({ doc, mirror }, name, args, {});
  return { mirror, risk, run };
}

const scored = (id: string, severity: number) => ({
  id,
  touchpoint: "t",
  title: id,
  severity,
  occurrence: 8,
  detection: 5,
});

test("WS10 a card's mark is the most urgent of its weak spots, open until one is scored", async () => {
  const map = open({ weakSpots: [{ id: "a", touchpoint: "t", title: "A" }] });
  await map.risk.load();
  expect(weakMarks(map, "t")).toEqual({ urgency: "open", play: undefined });
  map.run("addWeakSpot", scored("low", 3));
  expect(weakMarks(map, "t").urgency).toBe("M");
  map.run("addWeakSpot", scored("high", 9));
  expect(weakMarks(map, "t").urgency).toBe("H");
  expect(weakMarks(map, "t")).toBe(weakMarks(map, "t"));
});

test("WS10 the shield is filled when every weak spot that has a plan B has a ready one", async () => {
  const map = open({
    weakSpots: [{ ...scored("a", 9), plays: ["b"] }],
    plays: [
      { id: "b", ...ready },
      { id: "c", title: "Wait" },
    ],
  });
  expect(weakMarks(map, "t").play).toBe("attached");
  await map.risk.load();
  expect(weakMarks(map, "t").play).toBe("ready");
  map.run("patchWeakSpot", { id: "a", fields: { plays: ["c", "b"] } });
  expect(weakMarks(map, "t").play).toBe("ready");
  map.run("patchTouchpoint", { id: "t", fields: { plays: ["c"] } });
  expect(weakMarks(map, "t").play).toBe("attached");
  map.run("deleteRecords", { refs: [{ kind: "play", id: "c" }] });
  expect(weakMarks(map, "t").play).toBe("ready");
});

test("WS10 a map without weak spots and plans B loads nothing; the first one does, and tells its readers", async () => {
  const map = open();
  let woken = 0;
  const stop = watchWeakMarks(map, () => (woken += 1));
  expect(weakMarks(map, "t")).toBe(weakMarks(map, "u"));
  map.run("patchTouchpoint", { id: "t", fields: { title: "Another" } });
  await Promise.resolve();
  expect(woken).toBe(0);
  expect(map.risk.read()).toBeUndefined();
  map.run("addWeakSpot", scored("a", 9));
  expect(woken).toBeGreaterThan(0);
  await map.risk.load();
  expect(weakMarks(map, "t").urgency).toBe("H");
  stop();
});

test("WS10 a card's name says its priority and its plan B in words", () => {
  const card = { title: "Gate", status: "kept", channel: undefined, department: undefined, promises: 1 } as const;
  const described = (marks: Parameters<typeof describeTouchpoint>[0]["marks"]) =>
    describeTouchpoint({ ...card, isMomentOfTruth: false, marks });
  expect(described({ urgency: "H", play: "attached" })).toBe(
    "Gate, Kept, 1 promise, Weak spot: high priority, Plan B attached, not ready yet",
  );
  expect(described({ urgency: "open", play: undefined })).toBe("Gate, Kept, 1 promise, Weak spot: not scored");
  expect(described({ urgency: undefined, play: undefined })).toBe("Gate, Kept, 1 promise");
});

test("WS1 W asks for a weak spot of the selected touchpoint, and without one waits for the touchpoint", () => {
  const { mirror, run } = open();
  const local = createLocalStore();
  const map = { mirror, role: "owner" } as unknown as MapSession;
  const context: ActionContext = { map, run, local, go: () => undefined, toggleScheme: () => undefined };
  startWeakSpot(context);
  expect(local.getState()).toMatchObject({ tool: "weakSpot", inspectorOpen: false });
  local.setState({ selection: [{ kind: "touchpoint", id: "t" }] });
  startWeakSpot(context);
  expect(local.getState()).toMatchObject({ startsWeakSpot: "t", inspectorOpen: true });
  local.getState().select([{ kind: "touchpoint", id: "u" }]);
  expect(local.getState().startsWeakSpot).toBeUndefined();
});
