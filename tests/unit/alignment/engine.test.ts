import { afterEach, describe, expect, test } from "vitest";
import { type InsightsEngine, computeInsights, openInsights } from "../../../shared/alignment/insights.ts";
import { type CommandName, runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { type Mirror, openMirror } from "../../../shared/doc/mirror.ts";
import { removeRecord } from "../../../shared/doc/table.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { today } from "./judge.ts";

const touchpoint = (id: string, stage: string) => ({ id, stage, lane: "la", title: id, channel: "web" });
const reply = (id: string, at: string, channel: string) => ({
  id,
  touchpoint: at,
  statement: "Reply within 2 h",
  measure: { kind: "share" as const },
  channel,
});

const journey: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Two replies",
  asOf: today,
  channels: [
    { id: "web", name: "Web", online: true },
    { id: "store", name: "Store" },
  ],
  stages: [
    { id: "early", title: "Early" },
    { id: "late", title: "Late" },
  ],
  lanes: [{ id: "la", title: "Lane", kind: "touchpoints" }],
  touchpoints: [touchpoint("first", "early"), touchpoint("second", "late")],
  expectations: [reply("a", "first", "web"), reply("b", "second", "store")],
  promises: [
    { id: "pa", expectation: "a", wording: "In 2 h", level: 0.9 },
    { id: "pb", expectation: "b", wording: "In 2 h", level: 0.9 },
  ],
  evidence: [
    { id: "ea", expectation: "a", grade: "system", met: 168, n: 200 },
    { id: "eb", expectation: "b", grade: "system", met: 120, n: 200 },
  ],
};

interface Desk {
  mirror: Mirror;
  engine: InsightsEngine;
  /** What the engine reported since it was last asked. */
  reported: { expectations: string[]; rollups: boolean }[];
  run: (name: CommandName, args: object) => void;
  forget: (kind: "channel", id: string) => void;
}

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

function openDesk(): Desk {
  const doc = createDoc(journey);
  const mirror = openMirror(doc);
  const engine = openInsights(mirror, "2030-01-01");
  const reported: Desk["reported"] = [];
  mirror.onChange((changes) => {
    const { expectations, rollups } = engine.apply(changes);
    reported.push({ expectations: [...expectations], rollups });
  });
  closing.push(() => mirror.close());
  return {
    mirror,
    engine,
    reported,
    run: (name, args) => void runCommand({ doc, mirror }, name, args, {}),
    forget: (kind, id) => doc.transact(() => removeRecord(doc, kind, id)),
  };
}

describe("insights that follow a map", () => {
  test("L34 an edit touches what depends on it and leaves the rest the same objects", () => {
    const { engine, reported, run } = openDesk();
    const before = engine.read();
    run("patchEvidence", { id: "ea", fields: { met: 200 } });
    const after = engine.read();
    expect(reported).toEqual([{ expectations: ["a"], rollups: true }]);
    expect(after.expectations.a?.status).toBe("exceeded");
    expect(after.expectations.b).toBe(before.expectations.b);
    expect(after.rollups.touchpoints.second).toBe(before.rollups.touchpoints.second);
    expect(after.rollups.stages.late).toBe(before.rollups.stages.late);
    expect(after.rollups.map).not.toBe(before.rollups.map);
  });

  test("L34 what the sciences do not read changes nothing", () => {
    const { engine, reported, run } = openDesk();
    const before = engine.read();
    run("patchMap", { fields: { title: "Another name" } });
    run("addNote", { text: "A thought" });
    expect(reported.map(({ expectations, rollups }) => [expectations.length, rollups])).toEqual([
      [0, false],
      [0, false],
    ]);
    expect(engine.read()).toBe(before);
  });

  test("L34 another day, another setting, another channel and a moved card are followed", () => {
    const { mirror, engine, run, forget } = openDesk();
    const expectFresh = () => expect(engine.read()).toEqual(computeInsights(mirror, "2030-01-01"));
    run("patchEvidence", { id: "ea", fields: { observedOn: today } });
    run("patchMap", { fields: { asOf: null } });
    expect(engine.read().expectations.a?.status).toBe("unmeasured");
    expectFresh();
    run("patchMap", { fields: { settings: { evidenceValidDays: 10_000 } } });
    expect(engine.read().expectations.a?.status).toBe("atRisk");
    expectFresh();
    expect(engine.read().channelConsistency[0]?.channels).toEqual(["web", "store"]);
    run("patchChannel", { id: "store", fields: { online: true } });
    run("patchChannel", { id: "web", fields: { online: false } });
    expect(engine.read().channelConsistency[0]?.channels).toEqual(["store", "web"]);
    expectFresh();
    run("moveTouchpoints", { ids: ["first"], stage: "late", lane: "la", before: null });
    expect(engine.read().rollups.stages).toMatchObject({ early: { worst: null }, late: { worst: "broken" } });
    expectFresh();
    // Somebody else's edit may leave a reference to nothing behind: the card's own channel counts then.
    forget("channel", "store");
    expect(engine.read().rollups.channels).toMatchObject({ web: { worst: "broken" } });
    expectFresh();
    run("deleteRecords", { refs: [{ kind: "touchpoint", id: "second" }] });
    expect(Object.keys(engine.read().expectations)).toEqual(["a"]);
    expectFresh();
  });
});
