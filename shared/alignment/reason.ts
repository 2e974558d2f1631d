import type { Measure } from "../model/expectation.ts";
import type { Assessment } from "./assessment.ts";
import { isShare } from "./advantage.ts";
import { promiseState } from "./activePromise.ts";
import { percentileOf } from "./delivery.ts";
import { evidenceAge, isExpired } from "./evidenceStrength.ts";
import { type LevelText, levelText, plainNumber } from "./levelText.ts";
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
  const text = levelText(measure, [promised, delivered, interval.low, interval.high, zone.adequate]);
  if (promised === null) return withoutPromise(assessment, text);
  if (delivered === null) return `promised ${promiseWords(measure, promised, text)}, and ${whyUnmeasured(assessment)}`;
  const found = `${deliveryWords(assessment, delivered, text)}, promised ${promiseWords(measure, promised, text)}`;
  return `${found}; ${conclusion(assessment, promised, delivered, text)}`;
}

function withoutPromise(assessment: Assessment, text: LevelText): string {
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
  return `${why}; delivered: ${deliveryWords(assessment, delivered, text)}`;
}

function whyUnmeasured({ evidence, basis }: Assessment): string {
  if (evidence.length === 0) return "there is no evidence yet";
  const expired = evidence.filter((item) => isExpired(evidenceAge(item, basis), basis));
  if (expired.length < evidence.length) return "its evidence holds no figure for this measure";
  const newest = latest(expired.map(({ observedOn }) => observedOn));
  return `its newest evidence, of ${newest}, is older than ${plainNumber(basis.settings.evidenceValidDays)} days`;
}

/** What was found: "168 of 200 (84%) within 2 h", "12 min on average in 50 cases". */
function deliveryWords({ expectation, chosen }: Assessment, delivered: number, text: LevelText): string {
  const { measure } = expectation;
  const n = chosen?.delivery.n ?? null;
  const met = chosen?.delivery.met ?? null;
  const level = text.level(delivered);
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

function promiseWords(measure: Measure, promised: number, text: LevelText): string {
  const lower = measure.direction === "lower";
  if (isShare(measure)) return lower ? `at most ${text.level(promised)}` : text.level(promised);
  return `at ${lower ? "most" : "least"} ${text.level(promised)}`;
}

/** How the interval lies to the promise and to the zone of tolerance. */
function conclusion(assessment: Assessment, promised: number, delivered: number, text: LevelText): string {
  const { expectation, interval, zone, zeroTolerance, status } = assessment;
  const lower = expectation.measure.direction === "lower";
  const [worse, better] = lower ? ["above", "below"] : ["below", "above"];
  const worst = lower ? interval.high : interval.low;
  const best = lower ? interval.low : interval.high;
  const isWorse = (a: number | null, b: number | null) => a !== null && b !== null && (lower ? a > b : a < b);
  const range = `the 95% interval ${text.range(interval.low, interval.high)}`;
  const value = text.level(delivered);
  const tolerated = zone.adequate === null ? "" : `the ${text.level(zone.adequate)} customers tolerate`;
  const noException = "a promise that allows no exception";

  if (status === "exceeded")
    return `${range} is not ${worse} the promise and ${value} is as good as customers wish for`;
  if (interval.low === null && interval.high === null)
    return `without ${expectation.measure.kind === "rating" || expectation.measure.kind === "mean" ? "a sample size and spread" : "raw figures"} the interval is unknown, so it cannot be shown that the promise is kept`;
  if (status === "broken")
    return zeroTolerance
      ? `${range} lies ${worse} ${noException}`
      : `${range} lies ${worse} the promise, and ${value} is ${worse} ${tolerated}`;
  if (status === "kept")
    return isWorse(worst, promised)
      ? `${range} stays within what customers tolerate (${text.level(zone.adequate ?? promised)})`
      : `${range} is not ${worse} the promise`;
  if (isWorse(best, promised))
    return isWorse(worst, zone.adequate)
      ? `${range} lies ${worse} the promise, but ${value} is not ${worse} ${tolerated}`
      : `${range} lies ${worse} the promise but ${better} ${tolerated}`;
  if (zeroTolerance) return `${range} reaches ${worse} ${noException}: not proven`;
  if (isWorse(delivered, promised)) return `${value} is ${worse} the promise, which ${range} does not rule out`;
  return `${range} reaches ${worse} ${tolerated}: too few to say`;
}

function latest(days: readonly (string | undefined)[]): string {
  return days.reduce<string>((last, day) => (day !== undefined && day > last ? day : last), "");
}

function earliest(days: readonly (string | undefined)[]): string {
  return days.reduce<string>((first, day) => (day !== undefined && day < first ? day : first), "9999-12-31");
}
