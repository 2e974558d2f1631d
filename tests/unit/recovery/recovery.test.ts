import { describe, expect, test } from "vitest";
import type { Play } from "../../../shared/model/kinds.ts";
import { type Incident, recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { playReadiness } from "../../../shared/recovery/readiness.ts";

const today = "2024-06-01";
const recovered: Incident = {
  severity: 3,
  priorFailures: 0,
  preventable: "no",
  foreseeable: false,
  fixed: true,
  extra: true,
  recoveryRating: 7,
};

describe("paradox", () => {
  const cases: [name: string, incident: Incident, verdict: string, reasons: string[]][] = [
    ["C-S1 cancelled, same-day flight and voucher", recovered, "eligible", []],
    ["C-S2 wedding missed", { ...recovered, severity: 5 }, "impossible", ["SEVERE"]],
    [
      "C-S3 wrong invoice, fixed only",
      { ...recovered, severity: 2, preventable: "yes", extra: false },
      "unlikely",
      ["PREVENTABLE_BELIEF", "NO_EXTRA"],
    ],
    ["C-S4 late again", { ...recovered, priorFailures: 1 }, "impossible", ["REPEAT"]],
    ["C-S6 stolen and replaced", { ...recovered, thirdPartyExplanation: true }, "eligible", []],
    [
      "C-S7 transplant courier refused",
      { severity: 5, priorFailures: 0, preventable: "yes", foreseeable: false, extra: false, recoveryFailed: true },
      "impossible",
      ["SEVERE", "DOUBLE_DEVIATION", "PREVENTABLE"],
    ],
    ["C-S8 prior failures unknown", { ...recovered, priorFailures: undefined }, "unlikely", ["UNKNOWN"]],
    [
      "C-S9 preventable, explained by a third party",
      { ...recovered, preventable: "yes", thirdPartyExplanation: true },
      "unlikely",
      ["PREVENTABLE_BELIEF"],
    ],
    ["C-S10 preventable, unexplained", { ...recovered, preventable: "yes" }, "impossible", ["PREVENTABLE"]],
    ["C-S11 recovery rated 5", { ...recovered, recoveryRating: 5 }, "unlikely", ["WEAK_RECOVERY"]],
    ["C-S12 follow-up missed", { ...recovered, followUpMissed: true }, "unlikely", ["FOLLOW_UP_MISSED"]],
    ["not fixed is a failed recovery", { ...recovered, fixed: false }, "impossible", ["DOUBLE_DEVIATION"]],
    ["nothing known", {}, "unlikely", ["UNKNOWN"]],
  ];
  test.each(cases)("RC1 RC2 %s", (_name, incident, verdict, reasons) => {
    const result = recoveryParadox(incident);
    expect(result.verdict).toBe(verdict);
    expect(result.reasons).toEqual(reasons);
    expect(result.cautions.join(" ")).toMatch(/satisfaction only.*Never make a failure/s);
  });
});

describe("readiness", () => {
  const complete: Play = {
    id: "p",
    order: "a0",
    title: "Delay",
    owner: "Duty manager",
    deputy: "Station manager",
    trigger: { metric: "delay", operator: ">", threshold: 180, unit: "min", automatic: true },
    authorityLimit: 400,
    pastRemedyCosts: [250, 400],
    severities: [1, 2, 3, 4, 5],
    steps: [
      { phase: "acknowledge", text: "Say: I am sorry.", withinMinutes: 10 },
      { phase: "understand", text: "Ask what a fair solution would be" },
      { phase: "fix", text: "Book another flight" },
      { phase: "extra", text: "Voucher" },
      { phase: "followUp", text: "Call back", afterDays: 3 },
    ],
    rehearsals: [{ on: today }],
  };
  const score = (changes: Partial<Play>) => {
    const { raw, cap, score } = playReadiness({ ...complete, ...changes }, today, 180);
    return { raw, cap, score };
  };
  const without = (...phases: string[]) => complete.steps!.filter((step) => !phases.includes(step.phase));

  test("RC4 the oracles E1–E4", () => {
    expect(score({})).toEqual({ raw: 100, cap: 100, score: 100 });
    expect(
      score({
        steps: without("understand", "followUp"),
        rehearsals: [{ on: "2023-12-04" }],
        severities: [1, 2, 3, 4],
      }).raw,
    ).toBeCloseTo(83, 9);
    expect(score({ owner: undefined })).toEqual({ raw: 85, cap: 40, score: 40 });
    expect(score({ managerApproval: true })).toMatchObject({ cap: 60, score: 60 });
  });

  test("RC4 the caps", () => {
    expect(score({ trigger: undefined }).cap).toBe(40);
    expect(score({ steps: without("fix") }).cap).toBe(50);
    expect(score({ steps: without("acknowledge") }).cap).toBe(50);
    expect(score({ authorityLimit: 0 }).cap).toBe(60);
    expect(score({ rehearsals: [] }).cap).toBe(80);
    expect(score({ exception: true }).cap).toBe(40);
    expect(score({ exception: true, escalation: "Head of ground operations" }).cap).toBe(100);
  });

  test("RC6 an acknowledgement without an apology or a limit loses ten", () => {
    const [first, ...rest] = complete.steps!;
    const silent = playReadiness({ ...complete, steps: [{ ...first!, text: "Say something" }, ...rest] }, today, 180);
    const slow = playReadiness({ ...complete, steps: [{ ...first!, withinMinutes: undefined }, ...rest] }, today, 180);
    for (const result of [silent, slow]) {
      expect(result.raw).toBe(90);
      expect(result.missing.join()).toContain("urgency missing");
    }
  });

  test("RC5 a deputy raises nothing without an owner, and an owner brings the named deputy along", () => {
    const bare = { ...complete, owner: undefined, deputy: undefined };
    const { score, next } = playReadiness(bare, today, 180);
    expect(next.find(({ part }) => part === "deputy")!.scoreAfter).toBe(score);
    const led = playReadiness({ ...complete, owner: undefined }, today, 180).next.find(({ part }) => part === "owner")!;
    expect(led.scoreAfter).toBe(playReadiness(complete, today, 180).score);
  });

  test("RC5 what raises it most comes first", () => {
    const { next } = playReadiness({ ...complete, owner: undefined, rehearsals: [] }, today, 180);
    expect(next[0]!.text).toContain("owner missing");
  });
});
