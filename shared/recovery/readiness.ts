import type { Play } from "../model/kinds.ts";
import { saysSorry } from "./apology.ts";

type Step = NonNullable<Play["steps"]>[number];
type Phase = Step["phase"];

/** What readiness is the sum of; each part is one thing that somebody can put right. */
export const readinessPartNames = [
  "owner",
  "deputy",
  "trigger",
  "automatic",
  "authority",
  "acknowledge",
  "understand",
  "fix",
  "extra",
  "followUp",
  "rehearsal",
  "severities",
  "exception",
] as const;
export type ReadinessPartName = (typeof readinessPartNames)[number];

/** One part of readiness, opened. */
export interface ReadinessPart {
  name: ReadinessPartName;
  points: number;
  /** The most it can give. */
  most: number;
  /** The most the whole play can have while this is as it is; 100 is no cap. */
  cap: number;
  /** What is missing, in words; undefined when nothing is. */
  lack: string | undefined;
}

/** Something that would make a play more ready. */
export interface Lack {
  part: ReadinessPartName;
  /** In words, for the person who can add it. */
  text: string;
  /** What the score becomes when this alone is added. */
  scoreAfter: number;
}

export interface Readiness {
  /** Sum of the points, 0–100. */
  raw: number;
  /** The most a play with these gaps can have. */
  cap: number;
  score: number;
  missing: string[];
  /** What is missing, the one that raises the score most first. */
  next: Lack[];
  /** Every part with its points; `raw` is their sum and `cap` the lowest of theirs. */
  parts: ReadinessPart[];
}

const severityLevels = 5;
const msPerDay = 86_400_000;

/**
 * How ready plan B is, 0–100: owner, trigger, authority, the graded steps, rehearsal and coverage of severities, under
 * caps that no other strength can lift. Weights are the studio's own; the caps carry the meaning.
 * @param today `YYYY-MM-DD`; `halfLifeDays` after which a rehearsal counts half.
 */
export function playReadiness(play: Play, today: string, halfLifeDays: number): Readiness {
  const parts = readinessParts(play, today, halfLifeDays);
  const { raw, cap, score } = scoreOf(parts);
  const next = parts.flatMap((part) => {
    if (part.lack === undefined) return [];
    const after = readinessParts(withPart(play, part.name, today), today, halfLifeDays);
    return [{ part: part.name, text: part.lack, scoreAfter: scoreOf(after).score }];
  });
  return {
    raw,
    cap,
    score,
    missing: next.map(({ text }) => text),
    next: next.toSorted((a, b) => b.scoreAfter - a.scoreAfter),
    parts,
  };
}

/**
 * A play with one part of its readiness filled and all else as it is. The parts hang together: a deputy stands in for
 * nobody while there is no owner, and a limit covers nothing that is known while past costs are unknown.
 */
export function withPart(play: Play, name: ReadinessPartName, today: string): Play {
  switch (name) {
    case "owner":
    case "deputy":
      return { ...play, [name]: filling };
    case "trigger":
      return { ...play, trigger: { ...play.trigger, text: filling } };
    case "automatic":
      return { ...play, trigger: { ...play.trigger, automatic: true } };
    case "authority":
      return withAuthority(play);
    case "acknowledge":
      return withUrgency(play);
    case "rehearsal":
      return { ...play, rehearsals: [...(play.rehearsals ?? []), { on: today }] };
    case "severities":
      return { ...play, severities: Array.from({ length: severityLevels }, (_, index) => index + 1) };
    case "exception":
      return { ...play, escalation: filling };
    default:
      return { ...play, steps: [...(play.steps ?? []), { phase: name, text: filling }] };
  }
}

/** Stands for whatever words are missing. */
const filling = "…";

function withAuthority(play: Play): Play {
  const { authorityLimit = 0, pastRemedyCosts = [] } = play;
  if (hasAuthority(play) && pastRemedyCosts.length === 0) return { ...play, pastRemedyCosts: [authorityLimit] };
  return { ...play, managerApproval: false, authorityLimit: Math.max(authorityLimit, ...pastRemedyCosts) || 1 };
}

function withUrgency(play: Play): Play {
  const steps = play.steps ?? [];
  const first = steps.findIndex((step) => step.phase === "acknowledge");
  const urgent: Step = { phase: "acknowledge", text: filling, ...steps[first], script: "Sorry" };
  const at = first < 0 ? 0 : first;
  return {
    ...play,
    steps: steps.toSpliced(at, first < 0 ? 0 : 1, { ...urgent, withinMinutes: urgent.withinMinutes ?? 5 }),
  };
}

function scoreOf(parts: readonly ReadinessPart[]): { raw: number; cap: number; score: number } {
  const raw = parts.reduce((sum, part) => sum + part.points, 0);
  const cap = Math.min(100, ...parts.map((part) => part.cap));
  return { raw, cap, score: Math.min(raw, cap) };
}

function readinessParts(play: Play, today: string, halfLifeDays: number): ReadinessPart[] {
  const hasOwner = isSaid(play.owner);
  const hasTrigger = isSaid(play.trigger?.text) || isSaid(play.trigger?.metric);
  const authority = authorityShare(play);
  const rehearsed = lastRehearsal(play, today);
  const freshness = rehearsed === undefined ? 0 : 0.5 ** (daysBetween(rehearsed, today) / halfLifeDays);
  const covered = new Set(play.severities ?? []).size / severityLevels;
  return [
    part("owner", hasOwner ? 10 : 0, 10, "owner missing: nobody starts it", hasOwner ? 100 : 40),
    part("deputy", hasOwner && isSaid(play.deputy) ? 5 : 0, 5, "deputy missing: nobody stands in for the owner"),
    part("trigger", hasTrigger ? 10 : 0, 10, "trigger missing: nobody knows when it starts", hasTrigger ? 100 : 40),
    part(
      "automatic",
      hasTrigger && play.trigger?.automatic === true ? 5 : 0,
      5,
      "starts by hand: the customer has to ask first",
    ),
    part("authority", 15 * (authority ?? 0), 15, authorityLack(play, authority), hasAuthority(play) ? 100 : 60),
    ...stepParts(play),
    part(
      "rehearsal",
      10 * freshness,
      10,
      rehearsed === undefined ? "never rehearsed" : `last rehearsed ${daysBetween(rehearsed, today)} days ago`,
      rehearsed === undefined ? 80 : 100,
    ),
    part("severities", 10 * covered, 10, "not every severity has a variant"),
    part(
      "exception",
      0,
      0,
      "exception path without an escalation",
      play.exception !== true || isSaid(play.escalation) ? 100 : 40,
    ),
  ];
}

function stepParts(play: Play): ReadinessPart[] {
  const steps = play.steps ?? [];
  const has = (phase: Phase) => steps.some((step) => step.phase === phase);
  const isUrgent = steps.some(
    (step) =>
      step.phase === "acknowledge" &&
      step.withinMinutes !== undefined &&
      saysSorry(`${step.text} ${step.script ?? ""}`),
  );
  const acknowledgeLack = has("acknowledge")
    ? "urgency missing: the acknowledgement needs an apology in words and a time limit"
    : "acknowledge missing: urgency missing, no apology and no time limit";
  return [
    part("acknowledge", isUrgent ? 10 : 0, 10, acknowledgeLack, has("acknowledge") ? 100 : 50),
    part("understand", has("understand") ? 5 : 0, 5, "understand missing: nobody asks what the customer needs"),
    part("fix", has("fix") ? 10 : 0, 10, "fix missing: nothing puts it right", has("fix") ? 100 : 50),
    part("extra", has("extra") ? 5 : 0, 5, "extra missing: nothing for the wasted time"),
    part("followUp", has("followUp") ? 5 : 0, 5, "follow-up missing: nobody asks whether it helped"),
  ];
}

function part(name: ReadinessPartName, points: number, most: number, lack: string, cap = 100): ReadinessPart {
  return { name, points, most, cap, lack: points < most || cap < 100 ? lack : undefined };
}

/** The share of past remedies that the frontline could have given without asking; undefined when none are known. */
export function authorityShare({ authorityLimit = 0, pastRemedyCosts = [] }: Play): number | undefined {
  if (pastRemedyCosts.length === 0) return undefined;
  return pastRemedyCosts.filter((cost) => cost <= authorityLimit).length / pastRemedyCosts.length;
}

export function hasAuthority({ authorityLimit = 0, managerApproval }: Play): boolean {
  return authorityLimit > 0 && managerApproval !== true;
}

function authorityLack(play: Play, share: number | undefined): string {
  if (play.managerApproval === true) return "a manager must approve: the frontline cannot act alone";
  if (!hasAuthority(play)) return "no authority: the frontline may give nothing without asking";
  if (share === undefined) return "past remedy costs unknown: nobody can tell whether the limit is enough";
  return `the limit covers ${Math.round(share * 100)}% of past remedies`;
}

/** The latest rehearsal that is not in the future, `YYYY-MM-DD`. */
export function lastRehearsal(play: Play, today: string): string | undefined {
  return (play.rehearsals ?? [])
    .map((rehearsal) => rehearsal.on)
    .filter((on) => on <= today)
    .sort()
    .at(-1);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / msPerDay);
}

function isSaid(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
