import type { Measure } from "../../../shared/model/expectation.ts";
import { cadenceOf, cadenceUnitOf, plainUnit } from "./cadence.ts";
import { formatLevel, isLowerBetter, isShare } from "./levels.ts";
import { formatNumber } from "./numbers.ts";

/** The ways to say how an expectation is measured, for people who never heard of statistics. */
export const measureForms = [
  {
    name: "within",
    advanced: false,
    label: "Within … hours, in … % of cases",
    hint: "A time limit, and how often it is met",
  },
  {
    name: "cadence",
    advanced: false,
    label: "An update every … minutes",
    hint: "How often customers hear from you while they wait",
  },
  { name: "share", advanced: false, label: "In … % of cases", hint: "How often it goes as it should" },
  {
    name: "average",
    advanced: false,
    label: "At most … minutes on average",
    hint: "An average: of time, cost, errors",
  },
  { name: "rating", advanced: false, label: "Rated … of 7", hint: "What customers answer on a scale" },
  { name: "boolean", advanced: false, label: "Yes or no", hint: "It is there, or it is not" },
  {
    name: "median",
    advanced: true,
    label: "Half of the cases reach …",
    hint: "The median: the middle case, unmoved by a few extreme ones",
  },
  {
    name: "percentile",
    advanced: true,
    label: "… % of cases reach …",
    hint: "A percentile: the level most cases reach",
  },
] as const;

export type MeasureFormName = (typeof measureForms)[number]["name"];

/** Which of the forms a measure is written in. */
export function formOf(measure: Measure): MeasureFormName {
  if (cadenceUnitOf(measure) !== undefined) return "cadence";
  if (measure.kind === "share") return measure.threshold === undefined ? "share" : "within";
  return measure.kind === "mean" ? "average" : measure.kind;
}

/** The measure that a form starts with, keeping of `previous` what still has a meaning. */
export function measureInForm(form: MeasureFormName, previous: Measure): Measure {
  const unit = isShare(previous) && previous.threshold === undefined ? undefined : plainUnit(previous.unit);
  switch (form) {
    case "within":
      return {
        kind: "share",
        threshold: previous.threshold ?? 2,
        unit: unit ?? "hours",
        within: previous.within ?? "atMost",
      };
    case "cadence":
      return cadenceOf(previous);
    case "share":
    case "boolean":
      return { kind: form };
    case "rating":
      return { kind: "rating", min: previous.min ?? 1, max: previous.max ?? 7 };
    case "average":
      return { kind: "mean", direction: previous.direction ?? "lower", unit: unit ?? "minutes" };
    case "median":
      return { kind: "median", direction: previous.direction ?? "lower", unit: unit ?? "minutes" };
    default:
      return {
        kind: "percentile",
        percentile: previous.percentile ?? 0.9,
        direction: previous.direction ?? "lower",
        unit: unit ?? "minutes",
      };
  }
}

/** Whether levels written for one measure can be read in the other: the same scale in the same units. */
export function sameScale(a: Measure, b: Measure): boolean {
  if (isShare(a) || isShare(b)) return isShare(a) && isShare(b);
  if (a.kind === "rating" || b.kind === "rating") return a.kind === b.kind && a.min === b.min && a.max === b.max;
  return (a.unit ?? "") === (b.unit ?? "");
}

/** A level said as a sentence of the measure: `Within 2 hours in 90% of cases`. Without a level it says `…`. */
export function measureSentence(measure: Measure, level: number | null | undefined): string {
  const amount = level === null || level === undefined ? "…" : formatLevel(measure, level);
  const lower = isLowerBetter(measure);
  switch (formOf(measure)) {
    case "within": {
      const limit = `${formatNumber(measure.threshold ?? 0)} ${measure.unit ?? ""}`.trim();
      const share = `in ${lower ? "at most " : ""}${amount} of cases`;
      return `${measure.within === "atLeast" ? "At least" : "Within"} ${limit} ${share}`;
    }
    case "cadence": {
      const every = `${formatNumber(measure.threshold ?? 0)} ${plainUnit(measure.unit) ?? ""}`.trim();
      return `An update every ${every} in ${lower ? "at most " : ""}${amount} of intervals`;
    }
    case "share":
      return `In ${lower ? "at most " : ""}${amount} of cases`;
    case "boolean":
      if (level !== 1 && level !== null && level !== undefined) return `Yes in ${amount} of cases`;
      return lower ? "Never" : "Yes, always";
    case "rating":
      return `Rated ${amount}`;
    case "average":
      return `${lower ? "At most" : "At least"} ${amount} on average`;
    case "median":
      return `Half of the cases ${lower ? "take at most" : "reach at least"} ${amount}`;
    default:
      return `${formatNumber((measure.percentile ?? 0.5) * 100)}% of cases ${lower ? "take at most" : "reach at least"} ${amount}`;
  }
}
