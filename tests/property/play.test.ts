import fc from "fast-check";
import { expect, test } from "vitest";
import { journeySchema, kinds, type Play } from "../../shared/model/kinds.ts";
import { copyPlay, duplicatePlay } from "../../shared/recovery/copyPlay.ts";
import { phasesInOrder } from "../../shared/recovery/phases.ts";
import { playReadiness, withPart } from "../../shared/recovery/readiness.ts";
import { isInOrder, moveStep, placeOfNew, putInOrder } from "../../shared/recovery/stepOrder.ts";
import { fieldsOf, resolveLinks } from "./arbitraries.ts";

const today = "2024-06-01";
const halfLife = 180;

/** Any play that the schema allows, with no more than the title certain. */
const plays: fc.Arbitrary<Play> = fc
  .record(fieldsOf(kinds.play.shape), { requiredKeys: ["title"], noNullPrototype: true })
  .map((fields) => {
    const play = structuredClone(fields);
    resolveLinks("play", play, () => "c");
    return { ...play, id: "p", order: "a0" } as Play;
  });

test("RC12 whatever the play, its parts sum to raw and none is above its most", () => {
  fc.assert(
    fc.property(plays, (play) => {
      const { raw, cap, score, parts, next } = playReadiness(play, today, halfLife);
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(raw, 9);
      expect(score).toBe(Math.min(raw, cap));
      for (const { points, most } of parts) {
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(most);
      }
      for (const { scoreAfter } of next) expect(scoreAfter).toBeGreaterThanOrEqual(score - 1e-9);
    }),
    { numRuns: 300 },
  );
});

/** Each part that a field fills, filled in the play itself. */
const fills: Record<string, (play: Play) => Play> = {
  owner: (play) => ({ ...play, owner: "Lead" }),
  deputy: (play) => ({ ...play, deputy: "Second" }),
  trigger: (play) => ({ ...play, trigger: { ...play.trigger, text: "A delay" } }),
  automatic: (play) => ({ ...play, trigger: { ...play.trigger, automatic: true } }),
  severities: (play) => ({ ...play, severities: [1, 2, 3, 4, 5] }),
  exception: (play) => ({ ...play, escalation: "Duty manager" }),
  rehearsal: (play) => ({ ...play, rehearsals: [...(play.rehearsals ?? []), { on: today }] }),
};

test("RC5 what a lack says the score becomes is what it becomes when that alone is filled", () => {
  fc.assert(
    fc.property(plays, (play) => {
      for (const { part, scoreAfter } of playReadiness(play, today, halfLife).next) {
        const filled = fills[part]?.(play) ?? withPart(play, part, today);
        expect(playReadiness(filled, today, halfLife).score).toBeCloseTo(scoreAfter, 9);
      }
    }),
    { numRuns: 300 },
  );
});

test("RC19 steps put in order stay the same steps; adding to its place and moving keep the order", () => {
  fc.assert(
    fc.property(plays, fc.nat(), fc.constantFrom(...phasesInOrder), (play, at, phase) => {
      const ordered = putInOrder(play.steps ?? []);
      expect(isInOrder(ordered)).toBe(true);
      expect(new Set(ordered)).toEqual(new Set(play.steps ?? []));
      const place = placeOfNew(ordered, phase);
      expect(isInOrder(ordered.toSpliced(place, 0, { phase, text: "New" }))).toBe(true);
      for (const by of [-1, 1] as const) {
        const moved = moveStep(ordered, at % Math.max(1, ordered.length), by);
        if (moved !== undefined) expect(isInOrder(moved)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("RC21 a copy of any play is a play that fits its schema", () => {
  fc.assert(
    fc.property(plays, ({ order: _order, ...play }) => {
      const from = [{ id: "c", name: "App" }];
      const schema = journeySchema("play");
      const kept = copyPlay(play, from, [{ id: "mine", name: "APP " }]);
      const dropped = copyPlay(play, from, []);
      expect(schema.parse({ id: "n", ...kept })).toEqual({ id: "n", ...kept });
      for (const step of dropped.steps ?? []) expect(step).not.toHaveProperty("channel");
      for (const [index, step] of (play.steps ?? []).entries())
        expect(kept.steps?.[index]?.channel).toBe(step.channel === undefined ? undefined : "mine");
      const twin = duplicatePlay({ ...play, title: play.title.slice(0, 100) });
      expect(schema.safeParse({ id: "n", ...twin }).success).toBe(true);
    }),
    { numRuns: 200 },
  );
});
