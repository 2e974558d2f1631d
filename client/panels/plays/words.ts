import type { Allowance } from "../../../shared/recovery/authority.ts";
import type { Phase } from "../../../shared/recovery/phases.ts";
import type { OutcomeName } from "../../../shared/recovery/playFacts.ts";
import type { PillarName } from "../../../shared/recovery/pillars.ts";
import type { Readiness, ReadinessPartName } from "../../../shared/recovery/readiness.ts";
import type { Status } from "../../../shared/alignment/insights.ts";
import { formatNumber } from "../measure/numbers.ts";

export const phaseWords: Readonly<Record<Phase, string>> = {
  acknowledge: "Acknowledge",
  understand: "Understand",
  fix: "Fix",
  extra: "Extra",
  followUp: "Follow up",
};

/** What each phase is for. */
export const phaseMeanings: Readonly<Record<Phase, string>> = {
  acknowledge: "Say sorry, listen, and do it fast. Nothing else works before this.",
  understand: "Ask what the customer needs, and thank for telling.",
  fix: "Give back what was lost.",
  extra: "Something small for the wasted time. It is owed, not a favour.",
  followUp: "Days later: ask whether it helped.",
};

export const justiceWords = {
  distributive: "Distributive: what one gets",
  procedural: "Procedural: how it is done",
  interactional: "Interactional: how one is treated",
} as const;

export const partWords: Readonly<Record<ReadinessPartName, string>> = {
  owner: "Owner",
  deputy: "Deputy",
  trigger: "Trigger",
  automatic: "Starts by itself",
  authority: "Authority",
  acknowledge: "Acknowledge: apology and time limit",
  understand: "Understand",
  fix: "Fix",
  extra: "Extra",
  followUp: "Follow up",
  rehearsal: "Rehearsal",
  severities: "Severities covered",
  exception: "Exception path",
};

export const pillarWords: Readonly<Record<PillarName, string>> = {
  mindset: "Mindset",
  foundations: "Foundations",
  sequence: "Sequence",
};

export const outcomeWords: Readonly<Record<OutcomeName, string>> = {
  satisfaction: "Satisfied with the recovery",
  retention: "Still customers later",
  reputation: "Think well of you",
  wordOfMouth: "Would recommend you",
};

export const severityWords = [
  "1 trivial",
  "2 a wrong invoice",
  "3 money or time, reversible",
  "4 partly irreversible",
  "5 a missed wedding",
] as const;

export const allowanceWords: Readonly<Record<Allowance, string>> = {
  allowed: "allowed",
  aboveLimit: "above the limit",
  needsManager: "needs a manager",
  unknown: "cost unknown",
};

/** How ready a play is, in a word with a shape: ready to use only while nothing caps it. */
export function readyState({ cap }: Pick<Readiness, "cap">): { status: Status; word: string } {
  if (cap >= 100) return { status: "kept", word: "Ready to use" };
  if (cap >= 80) return { status: "atRisk", word: "Ready on paper" };
  return { status: "broken", word: "Not ready" };
}

export function formatScore(score: number): string {
  return formatNumber(score, Number.isInteger(score) ? 0 : 1);
}

/** An amount in the play's currency, where it has one. */
export function formatMoney(value: number, currency: string | undefined): string {
  const amount = formatNumber(value, Number.isInteger(value) ? 0 : 2);
  return currency === undefined || currency.trim() === "" ? amount : `${amount} ${currency.trim()}`;
}

/** Minutes as people say them: 10 min, 3 h, 5 d. */
export function formatMinutes(minutes: number): string {
  if (minutes < 120) return `${formatNumber(minutes)} min`;
  return minutes < 2_880 ? `${formatNumber(minutes / 60)} h` : `${formatNumber(minutes / 1_440)} d`;
}

export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
