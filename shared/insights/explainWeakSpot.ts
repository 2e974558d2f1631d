import type { ExplanationStep } from "../alignment/explanation.ts";
import { plainNumber } from "../alignment/levelText.ts";
import type { WeakSpot } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { type FullSettings, fullSettings } from "../model/settings.ts";
import { fragilityFactors, likelihood, preventedOdds } from "../risk/likelihood.ts";
import { type WeakSpotRisk, weakSpotRisk } from "../risk/weakSpotRisk.ts";

/** The figures of a weak spot that can be opened. */
export type WeakSpotFigure =
  | "prior"
  | "factors"
  | "preventions"
  | "raised"
  | "observed"
  | "probability"
  | "credible"
  | "actionPriority"
  | "detected"
  | "readiness"
  | "effectiveness"
  | "residual"
  | "passages"
  | "lossPerCase"
  | "expectedLoss"
  | "inherentLoss"
  | "needsPlay";

/** One figure of a weak spot opened. */
export type WeakSpotStep = ExplanationStep & { figure: WeakSpotFigure };

const priorityWords = { H: "high", M: "medium", L: "low" } as const;
const factorNames = {
  scheduling: "scheduling",
  coordination: "coordination",
  newness: "newness",
  turnover: "turnover",
};
const recorded = "recorded at this weak spot";
const defaultOf = (name: string) => `the map’s default “${name}”`;

/**
 * Every number of a weak spot opened: its formula with the numbers put in, and where each comes from; a default that
 * stands in for what nobody recorded is marked. Undefined when the weak spot is gone.
 * @param readiness of a play by id, 0–1; `asOf` the day, `YYYY-MM-DD`, on which promises hold.
 */
export function explainWeakSpot(
  records: Records,
  id: string,
  readiness: (playId: string) => number,
  asOf: string,
): WeakSpotStep[] | undefined {
  const spot = records.read("weakSpot", id);
  if (spot === undefined) return undefined;
  const settings = fullSettings(records.map.settings);
  const risk = weakSpotRisk(records, spot, likelihood(spot, settings), readiness, settings, asOf);
  return [
    ...likelihoodSteps(spot, settings),
    priorityStep(spot, risk),
    ...recoverySteps(records, spot, risk, readiness, settings),
  ];
}

function likelihoodSteps(spot: WeakSpot, settings: FullSettings): WeakSpotStep[] {
  const { prior, probability, credible } = likelihood(spot, settings);
  const { failures, passages = 0, preventions = [] } = spot;
  const counted = Math.min(failures ?? 0, passages);
  const grades = fragilityFactors.map((factor) => spot.factors?.[factor]);
  const sum = grades.reduce<number>((total, grade) => total + (grade ?? 0), 0);
  const ungraded = fragilityFactors.filter((factor) => spot.factors?.[factor] === undefined);
  const ratio = settings.factorLikelihoodRatio;
  const done = preventions.filter((each) => each.done === true);
  const silent = done.filter(({ oddsRatio }) => oddsRatio === undefined).length;
  const base = spot.prior ?? settings.prior;
  const m = settings.pseudoCases;
  return [
    {
      figure: "prior",
      label: "Usual failure probability",
      formula: "the share of passages that fail in a service like this, before anything is known of this one",
      value: base,
      source: spot.prior === undefined ? defaultOf("prior") : recorded,
      assumed: spot.prior === undefined,
    },
    {
      figure: "factors",
      label: "Fragility",
      formula: `odds × ${number(ratio)}^(sum of the grades) = odds × ${number(ratio)}^${number(sum)} = odds × ${number(ratio ** sum)}`,
      value: ratio ** sum,
      source:
        ungraded.length === 0
          ? recorded
          : `${ungraded.map((factor) => factorNames[factor]).join(", ")} not graded, counted as 0`,
      assumed: ungraded.length > 0,
    },
    {
      figure: "preventions",
      label: "Preventions that are done",
      formula:
        done.length === 0
          ? "none is done: odds × 1"
          : `odds × the product of their expected effects = odds × ${number(preventedOdds(spot))}`,
      value: preventedOdds(spot),
      source: silent === 0 ? recorded : `${silent} done without a stated effect: counted as no effect`,
      assumed: silent > 0,
    },
    {
      figure: "raised",
      label: "Before counting failures",
      formula: `odds of ${percent(base)} × ${number(ratio ** sum)} × ${number(preventedOdds(spot))} → ${percent(prior)}`,
      value: prior,
      source: "odds form of Bayes’ rule; the likelihood ratio of a factor is a setting of the map",
      assumed: false,
    },
    {
      figure: "observed",
      label: "Failures counted",
      formula: passages === 0 ? "nothing counted yet" : `${number(counted)} of ${number(passages)} passages`,
      value: passages === 0 ? null : counted / passages,
      source: recorded,
      assumed: false,
    },
    {
      figure: "probability",
      label: "Failure probability",
      formula: `(m·p₀ + k) / (m + n) = (${number(m)} · ${number(prior, 4)} + ${number(counted)}) / (${number(m)} + ${number(passages)})`,
      value: probability,
      source: `Beta–binomial; m = ${number(m)} earlier cases that the estimate is worth`,
      assumed: false,
    },
    {
      figure: "credible",
      label: "90% credible interval",
      formula: "the 5% and the 95% point of the Beta distribution with that mean",
      value: `${percent(credible[0])} to ${percent(credible[1])}`,
      source: "few counted passages make it wide",
      assumed: false,
    },
  ];
}

function priorityStep(spot: WeakSpot, { actionPriority }: WeakSpotRisk): WeakSpotStep {
  const { severity, occurrence, detection } = spot;
  const [s, o, d] = [severity, occurrence, detection].map((score) => (score === undefined ? "not scored" : `${score}`));
  return {
    figure: "actionPriority",
    label: "Action priority",
    formula: `severity ${s}, occurrence ${o}, detection ${d}, read from the table; scores are never multiplied`,
    value: actionPriority === null ? null : priorityWords[actionPriority],
    source: "action-priority logic after the AIAG & VDA FMEA handbook (2019)",
    assumed: false,
  };
}

function recoverySteps(
  records: Records,
  spot: WeakSpot,
  risk: WeakSpotRisk,
  readiness: (playId: string) => number,
  settings: FullSettings,
): WeakSpotStep[] {
  const plays = (spot.plays ?? []).flatMap((id) => records.read("play", id) ?? []);
  const strength = (play: (typeof plays)[number]) =>
    readiness(play.id) * (play.effectiveness ?? settings.effectiveness);
  const [best] = plays.toSorted((a, b) => strength(b) - strength(a));
  const detected = spot.detected ?? settings.detected;
  const effectiveness = best?.effectiveness ?? settings.effectiveness;
  const p = percent(risk.probability);
  const { passages, lossPerCase } = spot;
  return [
    {
      figure: "detected",
      label: "Noticed in time (d)",
      formula: "the share of failures noticed before or when they harm",
      value: detected,
      source: spot.detected === undefined ? defaultOf("detected") : recorded,
      assumed: spot.detected === undefined,
    },
    ...(best === undefined
      ? []
      : ([
          {
            figure: "readiness",
            label: "Readiness of plan B (ρ)",
            formula: `“${best.title}”: its readiness / 100`,
            value: readiness(best.id),
            source: "taken for the share of cases it reaches, until its uses are counted",
            assumed: true,
          },
          {
            figure: "effectiveness",
            label: "It puts right (e)",
            formula: "the share of cases it reaches that end well",
            value: effectiveness,
            source: best.effectiveness === undefined ? defaultOf("effectiveness") : `recorded at “${best.title}”`,
            assumed: best.effectiveness === undefined,
          },
        ] as const)),
    {
      figure: "residual",
      label: "Left with plan B",
      formula:
        best === undefined
          ? `p · (1 − d·ρ·e) with no plan B attached = ${p}`
          : `p · (1 − d·ρ·e) = ${p} · (1 − ${number(detected)} · ${number(readiness(best.id))} · ${number(effectiveness)})`,
      value: risk.residual,
      source: "plan B lowers what is left of a failure, never how often it happens",
      assumed: false,
    },
    {
      figure: "passages",
      label: "Passages in the period",
      formula: "how many customers pass here",
      value: passages ?? null,
      source: passages === undefined ? "not recorded" : recorded,
      assumed: false,
    },
    {
      figure: "lossPerCase",
      label: "Loss per case",
      formula: "what one failure costs that nobody puts right",
      value: lossPerCase ?? null,
      source: lossPerCase === undefined ? "not recorded" : recorded,
      assumed: false,
    },
    {
      figure: "inherentLoss",
      label: "Expected loss without plan B",
      formula: `passages × probability × loss per case = ${lossFormula(passages, p, lossPerCase)}`,
      value: risk.inherentLoss,
      source: "in the currency that losses are recorded in",
      assumed: false,
    },
    {
      figure: "expectedLoss",
      label: "Expected loss with plan B",
      formula: `passages × what is left × loss per case = ${lossFormula(passages, percent(risk.residual), lossPerCase)}`,
      value: risk.expectedLoss,
      source: "in the currency that losses are recorded in",
      assumed: false,
    },
    {
      figure: "needsPlay",
      label: "Needs a plan B",
      formula: "high action priority, severity 10, 100% promised here, or a factor graded 1",
      value: risk.needsPlay,
      source: risk.reasons.join("; ") || "none of these",
      assumed: false,
    },
  ];
}

function lossFormula(passages: number | undefined, probability: string, loss: number | undefined): string {
  const known = (value: number | undefined) => (value === undefined ? "unknown" : number(value));
  return `${known(passages)} × ${probability} × ${known(loss)}`;
}

function percent(value: number): string {
  return `${number(value * 100)}%`;
}

/** Three significant figures unless told. */
function number(value: number, places?: number): string {
  return plainNumber(value, places ?? Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-3)))));
}
