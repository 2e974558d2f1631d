import type { Expectation } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { isShare } from "./advantage.ts";
import { assess, type Assessment } from "./assessment.ts";
import { basisOf } from "./basis.ts";
import type { ChosenEvidence } from "./evidenceStrength.ts";
import { gradeStrength } from "./evidenceStrength.ts";
import { type ExpectationInsight, insightOf } from "./expectationInsight.ts";
import type { ExplanationStep } from "./explanation.ts";
import { pureCoefficients } from "./kano.ts";
import { plainNumber } from "./levelText.ts";
import { percentileOf } from "./delivery.ts";
import { statusWord } from "./reason.ts";
import type { Status } from "./status.ts";

/**
 * Opens every number of one expectation, in the order in which they build on each other.
 * @param today `YYYY-MM-DD`, counts where the map has no `asOf`.
 * @returns undefined when there is no such expectation.
 */
export function explainExpectation(records: Records, id: string, today: string): ExplanationStep[] | undefined {
  const expectation = records.read("expectation", id);
  if (expectation === undefined) return undefined;
  const own = (record: { expectation: string }) => record.expectation === id;
  const assessment = assess(
    expectation,
    records.all("promise").filter(own),
    records.all("evidence").filter(own),
    basisOf(records.map, today),
  );
  const insight = insightOf(assessment);
  return [
    ...levelSteps(assessment),
    ...evidenceSteps(assessment),
    ...gapSteps(assessment),
    statusStep(assessment, insight),
    ...customerSteps(expectation, insight),
    ...serviceGapSteps(expectation, insight),
  ];
}

function levelSteps({ expectation, active, promise, promised, zone, zeroTolerance }: Assessment): ExplanationStep[] {
  const zoneSource = "Zone of tolerance: Zeithaml, Berry & Parasuraman 1993";
  const defaults = isShare(expectation.measure)
    ? "10 points worse than the promise; half way from the promise to the end of the scale"
    : expectation.measure.kind === "rating"
      ? "one point worse than the promise; one point better"
      : "10% worse than the promise; 20% better";
  const level = (figure: "adequate" | "desired", label: string): ExplanationStep => {
    const assumed = zone.assumed.includes(figure);
    const formula = assumed ? `default: ${defaults}` : "as recorded";
    return { figure, label, formula, value: zone[figure], source: zoneSource, assumed };
  };
  return [
    {
      figure: "promised",
      label: "Promised",
      formula: `the most demanding of ${active.length} active ${active.length === 1 ? "promise" : "promises"}`,
      value: promised,
      source: promise === undefined ? "no active promise" : `promise “${promise.wording}”`,
      assumed: false,
    },
    level("adequate", "Adequate: what customers tolerate"),
    level("desired", "Desired: what customers wish for"),
    {
      figure: "zeroTolerance",
      label: "No exception allowed",
      formula: expectation.zeroTolerance === undefined ? "follows from a legal promise" : "as recorded",
      value: zeroTolerance,
      source: "expectation",
      assumed: false,
    },
  ];
}

function evidenceSteps({ expectation, chosen, evidence, interval, basis }: Assessment): ExplanationStep[] {
  const source = chosen === undefined ? "no valid evidence" : evidenceWords(chosen, evidence.length);
  const { settings } = basis;
  const n = chosen?.delivery.n ?? null;
  const age = chosen?.ageDays ?? null;
  const small = plainNumber(settings.smallSample, 3);
  const size = n === null ? "0.2 (sample size unknown)" : `${plainNumber(n)}/(${plainNumber(n)} + ${small})`;
  const ageing =
    age === null
      ? "0.25 (undated)"
      : `0.5^(${plainNumber(age)} days / ${plainNumber(settings.evidenceHalfLifeDays, 3)} days)`;
  return [
    {
      figure: "delivered",
      label: "Delivered",
      formula: chosen === undefined ? "unknown" : deliveredFormula(expectation, chosen),
      value: chosen?.delivery.value ?? null,
      source,
      assumed: false,
    },
    ...(["low", "high"] as const).map((end) => ({
      figure: end,
      label: end === "low" ? "95% interval, lower end" : "95% interval, upper end",
      formula: intervalFormula(expectation, chosen, settings.smallSample),
      value: interval[end],
      source,
      assumed: expectation.measure.kind === "percentile" && expectation.measure.percentile === undefined,
    })),
    {
      figure: "kappa",
      label: "Evidence strength κ",
      formula:
        chosen === undefined
          ? "grade × n/(n + small sample) × 0.5^(age / half-life)"
          : `grade ${gradeStrength[chosen.evidence.grade]} × ${size} × ${ageing}`,
      value: chosen?.kappa ?? null,
      source,
      assumed: chosen !== undefined && (n === null || age === null),
    },
  ];
}

function evidenceWords({ evidence }: ChosenEvidence, count: number): string {
  const dated = evidence.observedOn === undefined ? "undated" : `of ${evidence.observedOn}`;
  return `${evidence.grade} evidence ${dated}${count > 1 ? `, the strongest of ${count}` : ""}`;
}

function deliveredFormula({ measure }: Expectation, { delivery, evidence }: ChosenEvidence): string {
  const raw = (evidence.values?.length ?? 0) > 0;
  if (delivery.met !== null && delivery.n !== null)
    return `met / n = ${plainNumber(delivery.met)} / ${plainNumber(delivery.n)}`;
  if (!raw) return "as recorded";
  if (measure.kind !== "median" && measure.kind !== "percentile")
    return `mean of ${plainNumber(delivery.n ?? 0)} values`;
  const q = percentileOf(measure);
  return `value of rank ⌈n·q⌉ with q = ${plainNumber(q, 3)} of ${plainNumber(delivery.n ?? 0)} values`;
}

function intervalFormula({ measure }: Expectation, chosen: ChosenEvidence | undefined, smallSample: number): string {
  if (isShare(measure)) return "Wilson interval of met / n (Wilson 1927)";
  if (measure.kind === "median" || measure.kind === "percentile")
    return "order statistics of ranks nq ∓ z·√(nq(1−q)), z = 1.959964";
  const small = (chosen?.delivery.n ?? smallSample) < smallSample;
  return small ? "mean ∓ t·sd/√n with Student's t" : "mean ∓ z·sd/√n, z = 1.959964";
}

function gapSteps({ expectation, raw, gap, zone }: Assessment): ExplanationStep[] {
  const oriented = expectation.measure.direction === "lower" ? "promised − delivered" : "delivered − promised";
  const ruler = (raw ?? 0) >= 0 ? "min(1, raw / (desired − promised))" : "max(−1, raw / (promised − adequate))";
  return [
    {
      figure: "raw",
      label: "Gap in the measure's units",
      formula: `${oriented}: above 0 is better for the customer`,
      value: raw,
      source: "promise and evidence",
      assumed: false,
    },
    {
      figure: "gap",
      label: "Normalised gap",
      formula: ruler,
      value: gap,
      source: "the zone of tolerance as ruler: 0 kept, +1 desired, −1 adequate or worse",
      assumed: gap !== null && zone.assumed.length > 0,
    },
  ];
}

const rules: Readonly<Record<Status, string>> = {
  unpromised: "1: no active promise",
  unmeasured: "2: no valid evidence",
  broken:
    "3: the whole interval is worse than the promise, and delivered is worse than adequate or no exception is allowed",
  exceeded: "4: the whole interval keeps the promise, and delivered reaches desired",
  kept: "5: delivered keeps the promise, and the interval stays adequate (keeps the promise where no exception is allowed)",
  atRisk: "6: none of the others: below the promise but tolerable, or not enough data to say",
};

function statusStep({ status, zone }: Assessment, insight: ExpectationInsight): ExplanationStep {
  return {
    figure: "status",
    label: "Status",
    formula: `first rule that fits, ${rules[status]}`,
    value: statusWord[status],
    source: insight.reason,
    assumed: zone.assumed.length > 0 && insight.gap !== null,
  };
}

function customerSteps({ kano = "O", perceived }: Expectation, insight: ExpectationInsight): ExplanationStep[] {
  const coefficients = pureCoefficients(kano);
  const satisfied =
    coefficients === undefined
      ? "questionable Kano class: ask again"
      : `5 + 2·${coefficients.positive}·max(G, 0) − loss·${coefficients.negative}·max(−G, 0), from 1 to 7${kano === "R" ? ", G reversed" : ""}`;
  const felt = perceived === undefined ? "no rating" : "rating by customers";
  return [
    {
      figure: "satisfaction",
      label: "Satisfaction with the moment",
      formula: satisfied,
      value: insight.satisfaction,
      source: `Oliver 1980, Kano 1984; Kano class ${kano}`,
      assumed: insight.assumed.includes("kano"),
    },
    {
      figure: "adequacy",
      label: "Service adequacy",
      formula: "perceived − adequate",
      value: insight.adequacy,
      source: felt,
      assumed: insight.assumed.includes("adequate"),
    },
    {
      figure: "superiority",
      label: "Service superiority",
      formula: "perceived − desired",
      value: insight.superiority,
      source: felt,
      assumed: insight.assumed.includes("desired"),
    },
  ];
}

const gapFormulas = {
  listening: ["Gap 1, listening", "belief − expected"],
  standard: ["Gap 2, standard", "standard − belief"],
  delivery: ["Gap 3, delivery", "delivered − standard"],
  communication: ["Gap 4, communication", "delivered − promised"],
  perceived: ["Gap 5, perceived", "perceived − expected"],
  perception: ["Perception", "perceived − delivered"],
  overPromise: ["Over-promise", "promised − expected"],
} as const satisfies Record<keyof ExpectationInsight["gaps"], readonly [string, string]>;

function serviceGapSteps({ measure }: Expectation, { gaps, cause }: ExpectationInsight): ExplanationStep[] {
  const turned = measure.direction === "lower" ? ", turned so that bigger is better" : "";
  const steps = (Object.keys(gapFormulas) as (keyof typeof gapFormulas)[]).map((figure) => ({
    figure,
    label: gapFormulas[figure][0],
    formula: gapFormulas[figure][1] + turned,
    value: gaps[figure],
    source: "Parasuraman, Zeithaml & Berry 1985, 1988",
    assumed: false,
  }));
  const likely = {
    figure: "cause",
    label: "Likely cause",
    formula: "the most negative known gap of 1 to 4",
    value: cause,
    source: "gaps 1 to 4",
    assumed: false,
  };
  return [...steps, likely];
}
