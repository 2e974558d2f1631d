import type { Measure } from "../model/expectation.ts";
import type { Assessment } from "./assessment.ts";
import { isShare } from "./advantage.ts";
import { promiseState } from "../model/activePromise.ts";
import { percentileOf } from "./delivery.ts";
import { evidenceAge, isExpired } from "./evidenceStrength.ts";
import { type LevelStyle, levelStyle, levelText, plainNumber, rangeText } from "./levelText.ts";
import type { Status } from "./status.ts";

/** Each status in words, as a sentence begins with it. */
export const statusWord: Readonly<Record<Status, string>> = {
  exceeded: "Exceeded",
  kept: "Kept",
  atRisk: "At risk",
  broken: "Broken",
  unmeasured: "Unmeasured",
  unpromised: "Unpromised",
};

/** The status with its reason: one sentence that names what was counted, promised and concluded. */
export function reasonOf(assessment: Assessment): string {
  return `${statusWord[assessment.status]}: ${because(assessment)}`;
}

function because(assessment: Assessment): string {
  const { expectation, promised, delivered, interval, zone } = assessment;
  const { measure } = expectation;
  const style = levelStyle(measure, [promised, delivered, interval.low, interval.high, zone.adequate]);
  if (promised === null) return withoutPromise(assessment, style);
  if (delivered === null) return `promised ${promiseWords(measure, promised, style)}, and ${whyUnmeasured(assessment)}`;
  const found = `${deliveryWords(assessment, delivered, style)}, promised ${promiseWords(measure, promised, style)}`;
  return `${found}; ${conclusion(assessment, promised, delivered, style)}`;
}

function withoutPromise(assessment: Assessment, style: LevelStyle): string {
  const { promises, basis, delivered } = assessment;
  const ended = promises.filter((promise) => promiseState(promise, basis.asOf) === "expired");
  const later = promises.filter((promise) => promiseState(promise, basis.asOf) === "future");
  const why =
    ended.length > 0
      ? `the last promise ended on ${latest(ended.map(({ expiresOn }) => expiresOn))}`
      : later.length > 0
        ? `the promise only holds from ${earliest(later.map(({ publishedOn }) => publishedOn))}`
        : "customers expect this, but no promise says it";
  if (delivered === null) return why;
  return `${why}; delivered: ${deliveryWords(assessment, delivered, style)}`;
}

function whyUnmeasured({ evidence, basis }: Assessment): string {
  if (evidence.length === 0) return "there is no evidence yet";
  const expired = evidence.filter((item) => isExpired(evidenceAge(item, basis), basis));
  if (expired.length < evidence.length) return "its evidence holds no figure for this measure";
  const newest = latest(expired.map(({ observedOn }) => observedOn));
  return `its newest evidence, of ${newest}, is older than ${plainNumber(basis.settings.evidenceValidDays)} days`;
}

/** What was found: "168 of 200 (84%) within 2 h", "12 min on average in 50 cases". */
function deliveryWords({ expectation, chosen }: Assessment, delivered: number, style: LevelStyle): string {
  const { measure } = expectation;
  const n = chosen?.delivery.n ?? null;
  const met = chosen?.delivery.met ?? null;
  const level = levelText(style, delivered);
  const cases = n === null ? "" : ` in ${plainNumber(n)} ${n === 1 ? "case" : "cases"}`;
  if (isShare(measure)) {
    const counted = met !== null && n !== null ? `${plainNumber(met)} of ${plainNumber(n)} (${level})` : level + cases;
    return counted + thresholdWords(measure);
  }
  if (measure.kind === "rating") {
    const scale = measure.max === undefined ? "" : ` of ${plainNumber(measure.max, 3)}`;
    return `rated ${level}${scale}${n === null ? "" : ` by ${plainNumber(n)}`}`;
  }
  if (measure.kind === "mean") return `${level} on average${cases}`;
  return `${rankWords(measure)} is ${level}${cases}`;
}

function thresholdWords({ threshold, within, unit }: Measure): string {
  if (threshold === undefined) return "";
  return ` ${within === "atLeast" ? "with at least" : "within"} ${plainNumber(threshold, 3)}${unit === undefined ? "" : ` ${unit}`}`;
}

function rankWords(measure: Measure): string {
  return measure.kind === "median" ? "the median" : `the ${plainNumber(percentileOf(measure) * 100, 1)}% point`;
}

function promiseWords(measure: Measure, promised: number, style: LevelStyle): string {
  const lower = measure.direction === "lower";
  if (isShare(measure)) return lower ? `at most ${levelText(style, promised)}` : levelText(style, promised);
  return `at ${lower ? "most" : "least"} ${levelText(style, promised)}`;
}

/** How the interval lies to the promise and to the zone of tolerance. */
function conclusion(assessment: Assessment, promised: number, delivered: number, style: LevelStyle): string {
  const { expectation, interval, zone, zeroTolerance, status } = assessment;
  const { measure } = expectation;
  const lower = measure.direction === "lower";
  const worse = lower ? "above" : "below";
  const worst = lower ? interval.high : interval.low;
  const best = lower ? interval.low : interval.high;
  const value = levelText(style, delivered);
  if (interval.low === null && interval.high === null) return withoutInterval(measure);

  const range = `the 95% interval ${rangeText(style, interval.low, interval.high)}`;
  const adequate = zone.adequate ?? promised;
  if (status === "exceeded")
    return `${range} is not ${worse} the promise and ${value} is as good as customers wish for`;
  if (status === "kept")
    return isWorse(measure, worst, promised)
      ? `${range} stays within what customers tolerate (${levelText(style, adequate)})`
      : `${range} is not ${worse} the promise`;

  const tolerated = `the ${levelText(style, adequate)} customers tolerate`;
  if (zeroTolerance)
    return status === "broken"
      ? `${range} lies ${worse} a promise that allows no exception`
      : `${range} reaches ${worse} a promise that allows no exception: not proven`;
  if (status === "broken") return `${range} lies ${worse} the promise, and ${value} is ${worse} ${tolerated}`;
  if (isWorse(measure, best, promised))
    return isWorse(measure, worst, adequate)
      ? `${range} lies ${worse} the promise, but ${value} is not ${worse} ${tolerated}`
      : `${range} lies ${worse} the promise but ${lower ? "below" : "above"} ${tolerated}`;
  if (isWorse(measure, delivered, promised))
    return `${value} is ${worse} the promise, which ${range} does not rule out`;
  return `${range} reaches ${worse} ${tolerated}: too few to say`;
}

function withoutInterval({ kind }: Measure): string {
  const missing = kind === "rating" || kind === "mean" ? "a sample size and spread" : "raw figures";
  return `without ${missing} the interval is unknown, so it cannot be shown that the promise is kept`;
}

function isWorse(measure: Measure, a: number | null, b: number): boolean {
  return a !== null && (measure.direction === "lower" ? a > b : a < b);
}

function latest(days: readonly (string | undefined)[]): string {
  return days.reduce<string>((last, day) => (day !== undefined && day > last ? day : last), "");
}

function earliest(days: readonly (string | undefined)[]): string {
  return days.reduce<string>((first, day) => (day !== undefined && day < first ? day : first), "9999-12-31");
}
