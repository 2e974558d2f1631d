// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { adviseFinding } from "../../../client/pages/rehearsals/findingChange.ts";
import { draftFrom, planOf, suggestionsFor, withScenario } from "../../../client/pages/rehearsals/planDraft.ts";
import { unwritten } from "../../../client/pages/rehearsals/useRecordRehearsal.ts";
import { dueFirst, freshnessText } from "../../../client/panels/rehearsals/freshness.ts";
import { type CommandName, runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { openUndo } from "../../../shared/doc/undo.ts";
import { act } from "../../../shared/exercise/act.ts";
import type { Finding } from "../../../shared/exercise/state.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { rehearsalState } from "../../../shared/recovery/playFacts.ts";
import { playReadiness } from "../../../shared/recovery/readiness.ts";
import { courierMap } from "../../e2e/driver/courierMap.ts";

const today = "2024-06-01";
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const rehearsed = (...days: number[]) =>
  ({ id: "p", order: "a0", title: "P", rehearsals: days.map((each) => ({ on: daysAgo(each) })) }) as Play;
const text = (play: Play) => freshnessText(rehearsalState(play, today, 180), 180);

test("RH1 a play says in words that it was never rehearsed, or what its stale rehearsal is still worth", () => {
  expect(text(rehearsed())).toBe("Never rehearsed");
  expect(text(rehearsed(0))).toBe("Rehearsed today");
  expect(text(rehearsed(1, 300))).toBe("Rehearsed yesterday");
  expect(text(rehearsed(180))).toBe("Rehearsed 180 days ago");
  expect(text(rehearsed(360, 400))).toBe("Gone stale: last rehearsed 360 days ago, worth 25% of a fresh rehearsal");
});

test("RH1 (F55) a drill of 180 days ago gives readiness 5 of 10 and is on the edge of going stale", () => {
  const points = (play: Play) => playReadiness(play, today, 180).raw - playReadiness(rehearsed(), today, 180).raw;
  expect(points(rehearsed(180))).toBeCloseTo(5);
  expect(rehearsalState(rehearsed(180), today, 180).state).toBe("fresh");
  expect(rehearsalState(rehearsed(181), today, 180).state).toBe("stale");
});

test("RH1 what was never rehearsed is due first, then what was rehearsed longest ago", () => {
  const plays = [rehearsed(10), rehearsed(200), rehearsed(), rehearsed(90)];
  expect(dueFirst(plays, today, 180).map(({ play }) => plays.indexOf(play))).toEqual([2, 1, 3, 0]);
});

function openMap() {
  const doc = createDoc(courierMap as unknown as Journey);
  const mirror = openMirror(doc);
  const origin = {};
  const undo = openUndo(doc, origin);
  return {
    mirror,
    undo,
    run: (command: CommandName, args: object) => runCommand({ doc, mirror }, command, args, origin),
  };
}

test("RH11 a rehearsal of several plays is written into all of them as one step, once, and undone as one", () => {
  const { mirror, undo, run } = openMap();
  const before = mirror.all("play").map(({ rehearsals = [] }) => rehearsals.length);
  const { id: second } = run("addPlay", { title: "Second" }) as { id: string };
  const held = { on: "2024-06-01", participants: ["Ada (scribe)"], score: 80, findings: ["Too slow"] };
  const state = { plays: ["exception", second, "gone"].map((id) => ({ id, title: id, steps: [] })) };
  const plays = unwritten(mirror, state, held).map(({ id }) => id);
  expect(plays).toEqual(["exception", second]);
  expect(unwritten(mirror, state, held, second).map(({ id }) => id)).toEqual([second]);
  run("recordRehearsal", { plays, rehearsal: held });
  for (const id of plays) expect(mirror.read("play", id)?.rehearsals?.at(-1)).toEqual(held);
  expect(unwritten(mirror, state, held)).toEqual([]);
  expect(undo.undo()).toBe("record the rehearsal in 2 plays");
  expect(mirror.all("play").map(({ rehearsals = [] }) => rehearsals.length)).toEqual([...before, 0]);
  expect(() => run("recordRehearsal", { plays: ["gone"], rehearsal: held })).toThrow(/gone/);
});

test("RH2 a play brings its scenario, a scenario its story and plays, and injects are only suggested", () => {
  const { mirror } = openMap();
  const draft = draftFrom(mirror, "exception", undefined);
  expect(draft).toMatchObject({ scenario: "gate-refusal", plays: ["exception"], injects: [] });
  expect(draft.title).toBe("Rehearsal: Refused at the gate");
  expect(draft.story).toContain("14 hours");
  const suggested = suggestionsFor(draft, mirror);
  expect(suggested.length).toBeGreaterThan(5);
  const [first] = suggested;
  const taken = { ...draft, injects: [{ key: "1", minute: "0", level: 1 as const, text: first?.text ?? "" }] };
  expect(suggestionsFor(taken, mirror)).toHaveLength(suggested.length - 1);
});

test("RH2 what was written by hand stays when a scenario is chosen", () => {
  const { mirror } = openMap();
  const draft = { title: "My name", story: "My story", scenario: "", plays: [], injects: [] };
  expect(withScenario(draft, mirror, "gate-refusal")).toMatchObject({ title: "My name", story: "My story" });
  expect(withScenario({ ...draft, story: "" }, mirror, "gate-refusal").story).toContain("14 hours");
});

test("RH2 the form says what is missing at its field, and else makes one act", () => {
  const { mirror } = openMap();
  const draft = draftFrom(mirror, "exception", undefined);
  const injects = [
    { key: "a", minute: "soon", level: 1 as const, text: "The hotel is full" },
    { key: "b", minute: "2,5", level: 2 as const, text: " " },
  ];
  const wrong = planOf({ ...draft, title: " ", injects }, mirror);
  expect("problems" in wrong && Object.keys(wrong.problems)).toEqual(["title", "a minute", "b text"]);
  const right = planOf({ ...draft, injects: [{ ...injects[0]!, minute: "2,5" }] }, mirror);
  expect("act" in right && act.parse(right.act)).toMatchObject({
    type: "plan",
    scenario: "gate-refusal",
    plays: [{ id: "exception", steps: { length: 5 } }],
    injects: [{ atMinute: 2.5 }],
  });
});

const finding = (fields: Partial<Finding>): Finding => ({
  id: "finding-1",
  seq: 1,
  atMs: 0,
  by: { id: "ada", name: "Ada" },
  kind: "other",
  text: "Call ahead",
  ...fields,
});

test("RH10 a new step goes to its place in the play by one command, and undo takes it back", () => {
  const { mirror, undo, run } = openMap();
  const found = finding({ kind: "newStep", play: "exception", phase: "understand" });
  const { changes, isThere } = adviseFinding(found, mirror);
  expect([changes.length, isThere]).toEqual([1, false]);
  run(changes[0]!.command, changes[0]!.args);
  expect(mirror.read("play", "exception")?.steps?.map(({ phase }) => phase)).toEqual([
    "acknowledge",
    "understand",
    "understand",
    "fix",
    "extra",
    "followUp",
  ]);
  expect(mirror.read("play", "exception")?.steps?.[2]?.text).toBe("Call ahead");
  expect(adviseFinding(found, mirror).isThere).toBe(true);
  undo.undo();
  expect(adviseFinding(found, mirror).isThere).toBe(false);
});

test("RH10 an owner becomes owner or deputy, a prevention goes to its weak spot with owner and day", () => {
  const { mirror, run } = openMap();
  const owner = adviseFinding(finding({ kind: "owner", play: "exception", owner: "Grace" }), mirror);
  expect(owner.changes.map(({ label }) => label)).toEqual([
    "Make Grace owner of “Medical exception at the gate”",
    "Make Grace deputy of “Medical exception at the gate”",
  ]);
  run(owner.changes[1]!.command, owner.changes[1]!.args);
  expect(mirror.read("play", "exception")).toMatchObject({ owner: "Duty manager", deputy: "Grace" });
  const found = finding({ kind: "prevention", weakSpot: "refused", owner: "Ben", dueOn: "2024-07-01" });
  const { changes } = adviseFinding(found, mirror);
  run(changes[0]!.command, changes[0]!.args);
  expect(mirror.read("weakSpot", "refused")?.preventions).toEqual([
    { text: "Call ahead", owner: "Ben", dueOn: "2024-07-01" },
  ]);
  expect(adviseFinding(found, mirror).isThere).toBe(true);
});

test("RH10 a finding that does not say where it applies says what is missing, and changes nothing", () => {
  const { mirror } = openMap();
  for (const fields of [
    { kind: "newStep" },
    { kind: "newStep", play: "gone" },
    { kind: "owner", play: "exception" },
    { kind: "prevention", weakSpot: "gone" },
  ] as const) {
    const { changes, lack } = adviseFinding(finding(fields), mirror);
    expect([changes, lack]).toEqual([[], expect.stringMatching(/\.$/)]);
  }
  expect(adviseFinding(finding({}), mirror)).toEqual({ changes: [], isThere: false });
});
