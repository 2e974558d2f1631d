import type { PlayRun } from "../../../shared/recovery/playRun.ts";
import { minutesBetween } from "../../../shared/recovery/runFigures.ts";
import type { RunFlag } from "../../../shared/recovery/runFollowUps.ts";
import type { RunPhase, RunRefusal } from "../../../shared/recovery/runState.ts";

export const phaseWords: Readonly<Record<RunPhase, string>> = {
  acknowledge: "Say sorry",
  understand: "Understand",
  fix: "Put it right",
  extra: "Something extra",
  followUp: "Follow up",
};

/** The mark of a run, with what it means. */
export const flagWords: Readonly<Record<RunFlag, { label: string; meaning: string }>> = {
  DOUBLE_DEVIATION: {
    label: "Failed recovery",
    meaning: "What was done to put it right failed too. Few customers stay.",
  },
  FOLLOW_UP_MISSED: { label: "Follow-up missed", meaning: "Its day went by and nobody asked the customer again." },
  OUT_OF_ORDER: {
    label: "Out of order",
    meaning: "A step was done before those that come first, for the reason given.",
  },
  ABUSE: { label: "Abuse", meaning: "The customer became abusive; the supervisor is to be told." },
};

/** Why something cannot be done now, and what to do first. */
export const refusalWords: Readonly<Record<RunRefusal, string>> = {
  TIME: "The times do not fit together.",
  NO_SUCH_STEP: "This plan has no such step.",
  PASSED: "That is done already.",
  NOTHING_TO_TAKE_BACK: "There is nothing to take back.",
  ACKNOWLEDGE_FIRST: "Say sorry first, or say why not.",
  QUESTIONS_LOCKED: "Say sorry first: a question before the apology sounds like doubt.",
  OUT_OF_ORDER: "Earlier steps are open. Do them first, or say why not.",
  CANNOT_BE_LEFT_OUT: "The apology cannot be left out.",
  OVER_LIMIT: "That is more than you may give without asking. Say who agreed.",
  NOT_YET: "That comes some days after the end.",
  FOLLOW_UP_NEEDED: "Say on which day somebody asks again, or why nobody will.",
  OVER: "This run is over, or somebody else’s.",
  FULL: "This run is full. End it, and start another one if it goes on.",
};

/** `4 min`, `1 h 20 min`, `under a minute`; days from two days on. */
export function minutesWords(minutes: number): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return "under a minute";
  if (whole < 60) return `${whole} min`;
  if (whole < 2_880) return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
  return `${Math.floor(whole / 1_440)} days`;
}

/** Whether a step kept its limit, which counts from detection; undefined without a limit. */
export function inTimeWords(run: PlayRun, withinMinutes: number | undefined, at: string): string | undefined {
  if (withinMinutes === undefined) return undefined;
  const late = minutesBetween(run.detectedAt, at) - withinMinutes;
  if (late <= 0) return "in time";
  return late < 1 ? "late by less than a minute" : `late by ${minutesWords(late)}`;
}

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndMonth = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short" });

/** The time of day here: `14:03`. @param at ISO 8601. */
export function clockWords(at: string): string {
  return clock.format(new Date(at));
}

/** `Mon, Jun 3, 14:03`. @param at ISO 8601. */
export function momentWords(at: string): string {
  return `${shortDay.format(new Date(at))}, ${clockWords(at)}`;
}

/** `Thursday, June 6`. @param day `YYYY-MM-DD`. */
export function dayWords(day: string): string {
  return dayAndMonth.format(new Date(`${day}T00:00:00Z`));
}

/** `6.90 EUR`; whole amounts without decimals. */
export function moneyWords(amount: number, currency = ""): string {
  const text = Number.isInteger(amount)
    ? amount.toLocaleString("en")
    : amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${text} ${currency}`.trim();
}
