import type { Measure } from "../../../shared/model/expectation.ts";

/** Units that an update cadence is said in, each with its minutes. */
export const cadenceUnits = { min: 1, hours: 60, days: 1440 } as const;
export type CadenceUnit = keyof typeof cadenceUnits;

/** What the unit of a cadence's limit says it is: the measure is a share of intervals, not of cases. */
const suffix = " between updates";

/** The unit of an update cadence, “an update every 30 min”; undefined for every other measure. */
export function cadenceUnitOf({ kind, threshold, unit = "", within }: Measure): CadenceUnit | undefined {
  if (kind !== "share" || threshold === undefined || within === "atLeast" || !unit.endsWith(suffix)) return undefined;
  return unitNamed(unit);
}

/** A measure as a cadence, keeping its limit where it is one in time. */
export function cadenceOf(previous: Measure): Measure {
  const unit = previous.kind === "share" && previous.threshold !== undefined ? unitNamed(previous.unit) : undefined;
  return {
    kind: "share",
    threshold: unit === undefined ? 30 : (previous.threshold ?? 30),
    unit: cadenceUnitText(unit ?? "min"),
    within: "atMost",
  };
}

/** The unit as the measure stores it. */
export function cadenceUnitText(unit: CadenceUnit): string {
  return unit + suffix;
}

/** A unit without the words that make it a cadence's. */
export function plainUnit(unit: string | undefined): string | undefined {
  return unit?.endsWith(suffix) ? unit.slice(0, -suffix.length) : unit;
}

function unitNamed(unit: string | undefined): CadenceUnit | undefined {
  const word = plainUnit(unit) ?? "";
  if (/^min(ute)?s?$/iu.test(word)) return "min";
  if (/^h(our)?s?$/iu.test(word)) return "hours";
  return /^d(ay)?s?$/iu.test(word) ? "days" : undefined;
}
