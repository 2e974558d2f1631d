import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Play } from "../../shared/model/kinds.ts";
import { playPhases } from "../../shared/model/play.ts";
import { playReadiness } from "../../shared/recovery/readiness.ts";
import type { Chain, Step } from "../../shared/whatif/chain.ts";
import { experience } from "../../shared/whatif/moments.ts";
import { openDaysSimulation, openSimulation } from "../../shared/whatif/monteCarlo.ts";
import { daysOf, resultOverDays, solveDays } from "../../shared/whatif/days.ts";
import { flowsOf, leavingOf } from "../../shared/whatif/flow.ts";
import { improvements } from "../../shared/whatif/improvements.ts";
import { studyScenario } from "../../shared/whatif/scenarioStudy.ts";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { openUndo } from "../../shared/doc/undo.ts";
import { AppError } from "../../shared/errors.ts";
import { openRiskEngine } from "../../shared/insights/riskEngine.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import { journeys } from "./arbitraries.ts";
import { solveChain } from "../../shared/whatif/solveChain.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Chains of 1–8 touchpoints that lead anywhere, back included, but always let 5% of customers go. */
const chains: fc.Arbitrary<Chain> = fc.integer({ min: 1, max: 8 }).chain((n) =>
  fc
    .array(
      fc.record({
        failure: share,
        recovery: share,
        quit: share,
        ways: fc.array(fc.record({ to: fc.nat(n + 1), weight: fc.double({ min: 0.01, max: 1, noNaN: true }) }), {
          maxLength: 4,
        }),
      }),
      { minLength: n, maxLength: n },
    )
    .map((nodes) => ({
      ids: nodes.map((_, i) => `t${i}`),
      start: 0,
      nodes: nodes.map(({ ways, ...rates }) => {
        const total = ways.reduce((sum, { weight }) => sum + weight, 0);
        const steps = ways.map(({ to, weight }): Step => ({
          to: to < n ? to : to === n ? "done" : "churn",
          share: (0.95 * weight) / total,
        }));
        return { ...rates, next: { ok: steps, recovered: steps, unrecovered: steps } };
      }),
    })),
);

describe("what-if", () => {
  test("WI2 simulation and exact result agree within four standard errors", () => {
    const n = 4_000;
    fc.assert(
      fc.property(chains, fc.nat(), (chain, seed) => {
        const exact = solveChain(chain);
        const scores = chain.ids.map(() => ({ ok: 5, recovered: 5, unrecovered: 1 }));
        const { tally, ...simulation } = openSimulation(chain, scores, 4, seed);
        simulation.walk(n);
        for (const key of ["churn", "anyFailure", "anyUnrecovered"] as const) {
          const error = Math.sqrt((exact[key] * (1 - exact[key])) / n);
          // One case in a thousand beyond four errors would be chance; a customer or two is allowed for it.
          expect(Math.abs(tally[key] / n - exact[key])).toBeLessThanOrEqual(4 * error + 4 / n);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("WI3 more recovery never raises churn where the way on is the same", () => {
    fc.assert(
      fc.property(chains, fc.nat(7), share, (chain, at, more) => {
        // A way to churn could lose a recovered customer later; quitting at once is then the worst that can happen.
        const staying: Chain = {
          ...chain,
          nodes: chain.nodes.map((node) => {
            const steps = node.next.ok.filter((step) => step.to !== "churn");
            return { ...node, next: { ok: steps, recovered: steps, unrecovered: steps } };
          }),
        };
        const index = at % staying.nodes.length;
        const better: Chain = {
          ...staying,
          nodes: staying.nodes.map((node, i) =>
            i === index ? { ...node, recovery: Math.max(node.recovery, more) } : node,
          ),
        };
        expect(solveChain(better).churn).toBeLessThanOrEqual(solveChain(staying).churn + 1e-9);
      }),
    );
  });

  test("WI1 WI7 shares stay shares and an experience stays on its scale", () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const result = solveChain(chain);
        for (const value of [result.churn, result.done, result.anyFailure, result.anyUnrecovered]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(result.anyUnrecovered).toBeLessThanOrEqual(result.anyFailure + 1e-9);
        const felt = experience(
          chain,
          chain.ids.map(() => ({ ok: 5, recovered: 6, unrecovered: 1 })),
          4,
        );
        expect(felt.worst).toBeLessThanOrEqual(felt.peakEnd + 1e-9);
        for (const value of Object.values(felt)) expect(value).toBeGreaterThan(0.99);
      }),
    );
  });
});

const shocks = fc.option(
  fc.record({
    omega: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
    theta: fc.double({ min: 0.2, max: 10, noNaN: true }),
  }),
  { nil: null },
);

test("WI8 what every touchpoint gives to the churn adds up to it, with bad days and without", () => {
  fc.assert(
    fc.property(chains, shocks, (chain, commonShock) => {
      const days = solveDays(daysOf(chain, { commonShock }));
      const sum = leavingOf(days).reduce((total, { churn }) => total + churn, 0);
      expect(sum).toBeCloseTo(resultOverDays(days).churn, 9);
    }),
  );
});

test("WI9 what comes to a touchpoint leaves it, and what ends is done or churn", () => {
  fc.assert(
    fc.property(chains, shocks, (chain, commonShock) => {
      const days = solveDays(daysOf(chain, { commonShock }));
      const { visits, churn, done } = resultOverDays(days);
      const flows = flowsOf(days);
      const total = (key: "from" | "to", id: string) =>
        flows.filter((flow) => flow[key] === id).reduce((sum, { customers }) => sum + customers, 0);
      chain.ids.forEach((id, i) => {
        expect(total("from", id)).toBeCloseTo(visits[i]!, 9);
        expect(total("to", id) + (i === chain.start ? 1 : 0)).toBeCloseTo(visits[i]!, 9);
      });
      expect(total("to", "churn")).toBeCloseTo(churn, 9);
      expect(total("to", "done")).toBeCloseTo(done, 9);
    }),
  );
});

test("WI12 nothing that is offered as helping makes anything fail more", () => {
  fc.assert(
    fc.property(chains, (chain) => {
      for (const { kind, from, to, saved } of improvements(chain, 0.1, (each) => solveChain(each).churn)) {
        expect(saved).toBeGreaterThan(0);
        if (kind === "recoverMore") expect(to).toBeGreaterThanOrEqual(from);
        else expect(to).toBeLessThanOrEqual(from);
      }
    }),
  );
});

test("WI15 good and bad days simulated together agree with the exact mixture within four standard errors", () => {
  const n = 4_000;
  fc.assert(
    fc.property(chains, shocks, fc.nat(), (chain, commonShock, seed) => {
      const days = daysOf(chain, { commonShock });
      const exact = resultOverDays(solveDays(days));
      const scores = chain.ids.map(() => ({ ok: 5, recovered: 4, unrecovered: 1 }));
      const simulation = openDaysSimulation(days, scores, 4, seed);
      for (let i = 0; i < 8; i += 1) simulation.walk(n / 8);
      const tally = simulation.tally();
      expect(tally.customers).toBe(n);
      expect(tally.byFailures.reduce((sum, count) => sum + count, 0)).toBe(n);
      expect(tally.byPeakEnd.reduce((sum, count) => sum + count, 0)).toBe(n);
      for (const key of ["churn", "anyFailure", "anyUnrecovered"] as const) {
        const error = Math.sqrt((exact[key] * (1 - exact[key])) / n);
        expect(Math.abs(tally[key] / n - exact[key])).toBeLessThanOrEqual(4 * error + 4 / n);
      }
    }),
    { numRuns: 40 },
  );
});

test("WI10 WI17 a scenario never changes its map; removing it and undoing its promotion give the map back exactly", () => {
  fc.assert(
    fc.property(
      journeys,
      fc.array(fc.tuple(fc.nat(), fc.record({ failure: share, quit: share }, { requiredKeys: [] }))),
      (journey, wished) => {
        const doc = createDoc(journey);
        const mirror = openMirror(doc);
        const origin = {};
        const undo = openUndo(doc, origin);
        const run = (name: CommandName, args: object) => {
          try {
            return runCommand({ doc, mirror }, name, args, origin);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            return undefined;
          }
        };
        const all = mirror.all("touchpoint");
        const touchpoints = Object.fromEntries(
          wished.flatMap(([at, change]) => (all.length === 0 ? [] : [[all[at % all.length]!.id, change]])),
        );
        const sources = openRiskEngine(mirror, today).sources();
        const map = () => JSON.stringify(exportJourney(mirror));
        const asIs = studyScenario(mirror, {}, sources);
        const before = map();
        const made = run("addScenario", {
          title: "What if",
          touchpoints,
          plays: mirror
            .all("play")
            .map(({ id }) => id)
            .slice(0, 5),
        });
        if (made === undefined) return;
        const { id } = made as { id: string };
        const withScenario = map();
        expect(studyScenario(mirror, {}, sources)).toEqual(asIs);
        const steps = undo.undoLabel;
        if (run("promoteScenario", { id }) !== undefined && undo.undoLabel !== steps) {
          undo.undo();
          expect(map()).toBe(withScenario);
        }
        run("deleteRecords", { refs: [{ kind: "scenario", id }] });
        expect(JSON.parse(map()).scenarios ?? []).toEqual(JSON.parse(before).scenarios ?? []);
        expect(studyScenario(mirror, {}, sources)).toEqual(asIs);
      },
    ),
    { numRuns: 60 },
  );
});

const today = "2024-06-01";

/** Ways to fill in what a play lacks. */
const additions: Record<string, (play: Play) => Play> = {
  owner: (play) => ({ ...play, owner: play.owner ?? "Duty manager" }),
  deputy: (play) => ({ ...play, deputy: play.deputy ?? "Deputy" }),
  trigger: (play) => ({ ...play, trigger: { text: "it breaks", ...play.trigger } }),
  automatic: (play) => ({ ...play, trigger: { ...play.trigger, automatic: true } }),
  rehearsal: (play) => ({ ...play, rehearsals: [...(play.rehearsals ?? []), { on: today }] }),
  escalation: (play) => ({ ...play, escalation: play.escalation ?? "Head of operations" }),
  authority: (play) => ({ ...play, authorityLimit: Math.max(play.authorityLimit ?? 0, 500), managerApproval: false }),
  severities: (play) => ({ ...play, severities: [1, 2, 3, 4, 5] }),
  ...Object.fromEntries(
    playPhases.map((phase) => [
      phase,
      (play: Play) => ({ ...play, steps: [...(play.steps ?? []), { phase, text: "I am sorry", withinMinutes: 5 }] }),
    ]),
  ),
};

test("RC5 readiness never falls when something missing is added, whatever is there already", () => {
  const names = Object.keys(additions);
  fc.assert(
    fc.property(fc.subarray(names), fc.constantFrom(...names), fc.boolean(), (there, added, exception) => {
      const bare: Play = { id: "p", order: "a0", title: "Plan", exception, pastRemedyCosts: [100, 600] };
      const play = there.reduce((built, name) => additions[name]!(built), bare);
      const before = playReadiness(play, today, 180);
      const after = playReadiness(additions[added]!(play), today, 180);
      expect(after.score).toBeGreaterThanOrEqual(before.score - 1e-9);
      expect(before.score).toBeGreaterThanOrEqual(0);
      expect(after.score).toBeLessThanOrEqual(100);
      for (const lack of before.next) expect(lack.scoreAfter).toBeGreaterThanOrEqual(before.score - 1e-9);
    }),
  );
});
