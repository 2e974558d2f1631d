import { describe, expect, test } from "vitest";
import { tension } from "../../../shared/alignment/tension.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { allowance, authorityAgreement, coverageSteps } from "../../../shared/recovery/authority.ts";
import { copyPlay, duplicatePlay } from "../../../shared/recovery/copyPlay.ts";
import { againstReplacement, replacementCost } from "../../../shared/recovery/customerValue.ts";
import { recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { goodPhrases, type PhraseLanguage } from "../../../shared/recovery/phrases.ts";
import { pillars } from "../../../shared/recovery/pillars.ts";
import {
  bestIncident,
  isLossAnswered,
  isUnbackedGuarantee,
  measuredOutcomes,
  playMinutes,
  rehearsalState,
} from "../../../shared/recovery/playFacts.ts";
import { playTemplates } from "../../../shared/recovery/playTemplates.ts";
import { authorityShare, playReadiness } from "../../../shared/recovery/readiness.ts";
import { scriptAdvice } from "../../../shared/recovery/script.ts";
import type { Phase } from "../../../shared/recovery/phases.ts";
import { isInOrder, moveStep, placeOfNew, putInOrder } from "../../../shared/recovery/stepOrder.ts";
import { startedSteps } from "../../../shared/recovery/trigger.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";

const today = "2024-06-01";
const halfLife = 180;

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
  signOffs: [{ who: "Head of service", agreed: true }],
  alternatives: [{ asked: "A private jet", nearest: "The next flight of another airline" }],
  lost: "The connection",
  steps: [
    { phase: "acknowledge", text: "Say: I am sorry. Thank you for waiting.", withinMinutes: 10 },
    { phase: "understand", text: "Ask what a fair solution would be" },
    { phase: "fix", text: "A new ticket", givesBack: true },
    { phase: "extra", text: "Voucher" },
    { phase: "followUp", text: "Call back", afterDays: 3 },
  ],
  rehearsals: [{ on: today }],
};

describe("readiness opened", () => {
  test.each([
    ["complete", {}],
    ["nothing written", { owner: undefined, trigger: undefined, steps: [], rehearsals: [], authorityLimit: undefined }],
    ["an exception without an escalation", { exception: true }],
  ])("RC12 %s: the parts add up", (_name, changes: Partial<Play>) => {
    const { raw, cap, parts, next, missing } = playReadiness({ ...complete, ...changes }, today, halfLife);
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(raw);
    expect(Math.min(...parts.map((part) => part.cap))).toBe(cap);
    expect(parts.reduce((sum, { most }) => sum + most, 0)).toBe(100);
    expect(next.map(({ part }) => part).toSorted()).toEqual(
      parts.flatMap(({ name, lack }) => (lack === undefined ? [] : [name])).toSorted(),
    );
    expect(missing).toHaveLength(next.length);
  });

  test("RC12 (F55) a drill 180 days ago gives 5 of 10 points", () => {
    const { parts } = playReadiness({ ...complete, rehearsals: [{ on: "2023-12-04" }] }, today, halfLife);
    expect(parts.find(({ name }) => name === "rehearsal")).toMatchObject({ points: 5, most: 10 });
  });

  test("RC12 (F44) without an extra readiness loses 5, and the paradox is unlikely", () => {
    const steps = complete.steps!.filter(({ phase }) => phase !== "extra");
    expect(playReadiness({ ...complete, steps }, today, halfLife).raw).toBe(95);
    expect(recoveryParadox(bestIncident(complete)).verdict).toBe("eligible");
    expect(recoveryParadox(bestIncident({ steps }))).toMatchObject({ verdict: "unlikely", reasons: ["NO_EXTRA"] });
  });

  test.each([
    ["F13", "cancellation"],
    ["F61", "parcel"],
    ["F73", "replace"],
  ])("RC11 (%s) by the template %s a recovery may be eligible", (_feature, id) => {
    const template = playTemplates.find((each) => each.id === id)!;
    expect(recoveryParadox(bestIncident(template.play)).verdict).toBe("eligible");
    expect(template.play.steps!.some(({ givesBack }) => givesBack)).toBe(true);
  });
});

describe("trigger", () => {
  test.each([
    [complete.trigger, "Starts by itself when delay is more than 180 min"],
    [{ metric: "status", operator: "=", threshold: "CANCELLED" } as const, "Started by hand when status is CANCELLED"],
    [{ text: "The customer disputes an amount" }, "Started by hand: The customer disputes an amount"],
    [{ metric: "delay" }, "Started by hand when delay says so"],
    [{ automatic: true }, undefined],
    [undefined, undefined],
  ])("RC13 %j is “%s”", (trigger, sentence) => {
    expect(triggerSentence(trigger)).toBe(sentence);
  });

  test("RC23 (F08) an automatic play's steps in the app need nobody, those at the counter do", () => {
    const channels: Record<string, { name: string; online?: boolean }> = {
      app: { name: "App", online: true },
      desk: { name: "Counter" },
    };
    const steps = [
      { phase: "acknowledge", text: "Message", channel: "app" },
      { phase: "extra", text: "Voucher", channel: "app" },
      { phase: "fix", text: "Rebook", channel: "desk" },
      { phase: "followUp", text: "Call" },
    ] as const;
    const started = (automatic: boolean) =>
      startedSteps({ trigger: { automatic }, steps: [...steps] }, (id) => channels[id]).map(
        ({ step, channel, needsStaff }) => [step.text, channel, needsStaff],
      );
    expect(started(true)).toEqual([
      ["Message", "App", false],
      ["Voucher", "App", false],
      ["Rebook", "Counter", true],
    ]);
    expect(started(false).every(([, , needsStaff]) => needsStaff)).toBe(true);
  });
});

describe("authority", () => {
  test("RC14 (F52) a limit of 400 covers 96.7% of remedies of 250, 400 and 600 as flights are long", () => {
    const of = (cost: number, count: number) => Array.from({ length: count }, () => cost);
    const costs = [...of(600, 33), ...of(250, 725), ...of(400, 242)];
    expect(coverageSteps(costs)).toEqual([
      { limit: 250, share: 0.725 },
      { limit: 400, share: 0.967 },
      { limit: 600, share: 1 },
    ]);
    expect(authorityShare({ ...complete, authorityLimit: 400, pastRemedyCosts: costs })).toBe(0.967);
    expect(coverageSteps([])).toEqual([]);
  });

  test("RC14 (F60) waiving 6.90 of shipping is allowed under a limit of 50, 60 is not", () => {
    expect(allowance({ authorityLimit: 50 }, 6.9)).toBe("allowed");
    expect(allowance({ authorityLimit: 50 }, 60)).toBe("aboveLimit");
    expect(allowance({ authorityLimit: 50 }, undefined)).toBe("unknown");
    expect(allowance({ authorityLimit: 50, managerApproval: true }, 6.9)).toBe("needsManager");
    expect(allowance({}, 6.9)).toBe("needsManager");
    expect(allowance({}, 0)).toBe("allowed");
  });

  test("RC15 (F53) nobody asked is not agreement, and one dissent is none", () => {
    expect(authorityAgreement({})).toBe("nobodyAsked");
    expect(authorityAgreement({ signOffs: [{ who: "A", agreed: true }] })).toBe("agreed");
    expect(
      authorityAgreement({
        signOffs: [
          { who: "A", agreed: true },
          { who: "B", agreed: false, note: "Too high" },
        ],
      }),
    ).toBe("dissent");
  });
});

describe("facts", () => {
  test("RC16 rehearsals grow stale after their half-life", () => {
    const at = (on: string) => rehearsalState({ ...complete, rehearsals: [{ on }] }, today, halfLife);
    expect(at("2023-12-04")).toEqual({ state: "fresh", on: "2023-12-04", days: 180 });
    expect(at("2023-12-03")).toMatchObject({ state: "stale", days: 181 });
    expect(rehearsalState({ ...complete, rehearsals: [{ on: "2024-07-01" }] }, today, halfLife).state).toBe("never");
  });

  test("RC16 (F33) a guarantee without a rehearsed plan B is unbacked", () => {
    const guarantee = "If it is late, you fly free";
    expect(isUnbackedGuarantee({ ...complete, guarantee, rehearsals: [] }, today)).toBe(true);
    expect(isUnbackedGuarantee({ ...complete, guarantee }, today)).toBe(false);
    expect(isUnbackedGuarantee({ ...complete, rehearsals: [] }, today)).toBe(false);
  });

  test("RC17 (F43) a lost connection is answered by the new ticket", () => {
    expect(isLossAnswered(complete)).toBe(true);
    expect(isLossAnswered({ lost: "The connection", steps: [{ phase: "extra", text: "Voucher" }] })).toBe(false);
    expect(isLossAnswered({ steps: complete.steps })).toBeUndefined();
  });

  test("RC17 (F06) a play with satisfaction alone has 1 of 4 outcomes measured", () => {
    expect(measuredOutcomes({ outcomes: { satisfaction: 0 } })).toBe(1);
    expect(measuredOutcomes({})).toBe(0);
  });

  test("RC22 (F07) keeping costs 20, replacing 100 to 500, so a voucher of 50 is cheaper than replacement", () => {
    expect(replacementCost(20)).toEqual([100, 500]);
    expect(againstReplacement(50, 20)).toBe("cheaper");
    expect(againstReplacement(100, 20)).toBe("within");
    expect(againstReplacement(501, 20)).toBe("dearer");
  });

  test("RC24 (F78) a play of 11 minutes does not fit a handle time of 4", () => {
    const steps = [
      { phase: "acknowledge", text: "Apologise", takesMinutes: 3 },
      { phase: "fix", text: "Rebook", takesMinutes: 8 },
      { phase: "followUp", text: "Call" },
    ] as Play["steps"];
    expect(playMinutes({ steps })).toBe(11);
    expect(tension(playMinutes({ steps }), 4)).toMatchObject({ feasible: false, ratio: 2.75 });
    expect(playMinutes(complete)).toBeNull();
    expect(tension(null, 4)).toMatchObject({ feasible: null, ratio: null });
  });
});

describe("pillars", () => {
  const gapsOf = (changes: Partial<Play>) =>
    pillars({ ...complete, ...changes }, today, halfLife).map(({ name, holds, gaps }) => [
      name,
      holds,
      gaps.map(({ text }) => text),
    ]);

  test("RC18 (F39) a play complete but never rehearsed has its foundations open", () => {
    expect(gapsOf({})).toEqual([
      ["mindset", true, []],
      ["foundations", true, []],
      ["sequence", true, []],
    ]);
    expect(gapsOf({ rehearsals: [] })).toEqual([
      ["mindset", true, []],
      ["foundations", false, ["never rehearsed"]],
      ["sequence", true, []],
    ]);
  });

  test("RC18 every gap says where it is put right", () => {
    const open = pillars({ id: "p", order: "a0", title: "Empty" }, today, halfLife);
    expect(open.every(({ holds, gaps }) => !holds && gaps.length > 3)).toBe(true);
    const [first, ...rest] = complete.steps!;
    expect(gapsOf({ steps: [...rest, first!] })[2]).toEqual(["sequence", false, ["steps out of order"]]);
    expect(gapsOf({ steps: [{ ...first!, script: "As a courtesy" }, ...rest] })[0]?.[2]).toEqual([
      "it sounds like a favour",
    ]);
  });
});

describe("sequence", () => {
  const steps = (...phases: Phase[]) => phases.map((phase, index) => ({ phase, text: `${phase}${index}` }));

  test("RC19 (F41) a new step goes to its place", () => {
    expect(placeOfNew(steps("acknowledge", "fix", "followUp"), "understand")).toBe(1);
    expect(placeOfNew(steps("acknowledge", "fix", "followUp"), "fix")).toBe(2);
    expect(placeOfNew([], "fix")).toBe(0);
    expect(placeOfNew(steps("fix"), "acknowledge")).toBe(0);
  });

  test("RC19 a step moves among its like, and never past another phase", () => {
    const ordered = steps("acknowledge", "fix", "fix", "extra");
    expect(moveStep(ordered, 1, 1)?.map(({ text }) => text)).toEqual(["acknowledge0", "fix2", "fix1", "extra3"]);
    expect(moveStep(ordered, 2, 1)).toBeUndefined();
    expect(moveStep(ordered, 1, -1)).toBeUndefined();
    expect(moveStep(ordered, 0, -1)).toBeUndefined();
    const wrong = steps("fix", "acknowledge");
    expect(isInOrder(wrong)).toBe(false);
    expect(moveStep(wrong, 1, -1)?.map(({ phase }) => phase)).toEqual(["acknowledge", "fix"]);
    expect(putInOrder(steps("fix", "acknowledge", "fix")).map(({ text }) => text)).toEqual([
      "acknowledge1",
      "fix0",
      "fix2",
    ]);
  });
});

describe("phrases", () => {
  test.each(Object.keys(goodPhrases) as PhraseLanguage[])("RC20 (F57) the good sentences in %s pass", (language) => {
    for (const [phase, sentences] of Object.entries(goodPhrases[language])) {
      expect(sentences.length).toBeGreaterThan(1);
      for (const script of sentences) {
        const before =
          phase === "acknowledge" ? [] : [{ phase: "acknowledge" as const, text: "Thank you, I am sorry" }];
        const steps = [...before, { phase: phase as Phase, text: "Say", script }];
        expect([script, scriptAdvice({ steps })]).toEqual([script, []]);
      }
    }
    expect(goodPhrases[language].understand.some((text) => /thank|obrigad|grazie|takk/iu.test(text))).toBe(true);
  });
});

describe("copies", () => {
  const { order: _order, ...journeyPlay } = {
    ...complete,
    outcomes: { satisfaction: 0.8 },
    steps: [
      { phase: "fix" as const, text: "Message", channel: "c1" },
      { phase: "extra" as const, text: "Voucher", channel: "c2" },
      { phase: "followUp" as const, text: "Call" },
    ],
  };

  test("RC21 a play of another map keeps all but its id and the channels that are not here", () => {
    const { id: _id, ...rest } = journeyPlay;
    const from = [
      { id: "c1", name: "App" },
      { id: "c2", name: "Letter" },
    ];
    const copy = copyPlay(journeyPlay, from, [{ id: "mine", name: " app" }]);
    expect(copy).toEqual({
      ...rest,
      steps: [
        { phase: "fix", text: "Message", channel: "mine" },
        { phase: "extra", text: "Voucher" },
        { phase: "followUp", text: "Call" },
      ],
    });
  });

  test("RC21 a duplicate has not been measured, agreed or rehearsed", () => {
    const copy = duplicatePlay(journeyPlay);
    expect(copy.title).toBe("Delay (copy)");
    expect(copy).not.toHaveProperty("id");
    for (const field of ["rehearsals", "outcomes", "signOffs"]) expect(copy).not.toHaveProperty(field);
    expect(copy.steps).toEqual(journeyPlay.steps);
  });
});
