import type { Play } from "../model/kinds.ts";
import { saysSorry } from "./apology.ts";

type Phase = NonNullable<Play["steps"]>[number]["phase"];

/** Something that would make a play more ready. */
export interface Lack {
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
}

interface Part {
  points: number;
  most: number;
  /** Said when points are missing. */
  lack: string;
  /** The cap while this is missing altogether. */
  cap?: number;
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
  const lacking = parts.filter((part) => part.points < part.most || (part.cap ?? 100) < 100);
  const next = lacking
    .map((part) => {
      const filled = parts.map((each) => (each === part ? { ...each, points: each.most, cap: 100 } : each));
      return { text: part.lack, scoreAfter: scoreOf(filled).score };
    })
    .sort((a, b) => b.scoreAfter - a.scoreAfter);
  return { raw, cap, score, missing: lacking.map((part) => part.lack), next };
}

function scoreOf(parts: readonly Part[]): { raw: number; cap: number; score: number } {
  const raw = parts.reduce((sum, part) => sum + part.points, 0);
  const cap = Math.min(100, ...parts.map((part) => part.cap ?? 100));
  return { raw, cap, score: Math.min(raw, cap) };
}

function readinessParts(play: Play, today: string, halfLifeDays: number): Part[] {
  const hasOwner = isSaid(play.owner);
  const hasTrigger = isSaid(play.trigger?.text) || isSaid(play.trigger?.metric);
  const authority = authorityShare(play);
  const rehearsed = lastRehearsal(play, today);
  const freshness = rehearsed === undefined ? 0 : 0.5 ** (daysBetween(rehearsed, today) / halfLifeDays);
  const covered = new Set(play.severities ?? []).size / severityLevels;
  return [
    part(hasOwner, 10, "owner missing: nobody starts it", 40),
    part(hasOwner && isSaid(play.deputy), 5, "deputy missing: nobody stands in for the owner"),
    part(hasTrigger, 10, "trigger missing: nobody knows when it starts", 40),
    part(hasTrigger && play.trigger?.automatic === true, 5, "starts by hand: the customer has to ask first"),
    {
      points: 15 * (authority ?? 0),
      most: 15,
      lack: authorityLack(play, authority),
      cap: hasAuthority(play) ? 100 : 60,
    },
    ...stepParts(play),
    {
      points: 10 * freshness,
      most: 10,
      lack: rehearsed === undefined ? "never rehearsed" : `last rehearsed ${daysBetween(rehearsed, today)} days ago`,
      cap: rehearsed === undefined ? 80 : 100,
    },
    { points: 10 * covered, most: 10, lack: "not every severity has a variant" },
    part(play.exception !== true || isSaid(play.escalation), 0, "exception path without an escalation", 40),
  ];
}

function stepParts(play: Play): Part[] {
  const steps = play.steps ?? [];
  const has = (phase: Phase) => steps.some((step) => step.phase === phase);
  const isUrgent = steps.some(
    (step) =>
      step.phase === "acknowledge" &&
      step.withinMinutes !== undefined &&
      saysSorry(`${step.text} ${step.script ?? ""}`),
  );
  return [
    {
      points: isUrgent ? 10 : 0,
      most: 10,
      lack: has("acknowledge")
        ? "urgency missing: the acknowledgement needs an apology in words and a time limit"
        : "acknowledge missing: urgency missing, no apology and no time limit",
      cap: has("acknowledge") ? 100 : 50,
    },
    part(has("understand"), 5, "understand missing: nobody asks what the customer needs"),
    part(has("fix"), 10, "fix missing: nothing puts it right", 50),
    part(has("extra"), 5, "extra missing: nothing for the wasted time"),
    part(has("followUp"), 5, "follow-up missing: nobody asks whether it helped"),
  ];
}

function part(isThere: boolean, most: number, lack: string, capWithout = 100): Part {
  return { points: isThere ? most : 0, most, lack, cap: isThere ? 100 : capWithout };
}

/** The share of past remedies that the frontline could have given without asking; undefined when none are known. */
export function authorityShare({ authorityLimit = 0, pastRemedyCosts = [] }: Play): number | undefined {
  if (pastRemedyCosts.length === 0) return undefined;
  return pastRemedyCosts.filter((cost) => cost <= authorityLimit).length / pastRemedyCosts.length;
}

function hasAuthority({ authorityLimit = 0, managerApproval }: Play): boolean {
  return authorityLimit > 0 && managerApproval !== true;
}

function authorityLack(play: Play, share: number | undefined): string {
  if (play.managerApproval === true) return "a manager must approve: the frontline cannot act alone";
  if (!hasAuthority(play)) return "no authority: the frontline may give nothing without asking";
  if (share === undefined) return "past remedy costs unknown: nobody can tell whether the limit is enough";
  return `the limit covers ${Math.round(share * 100)}% of past remedies`;
}

/** The latest rehearsal that is not in the future, `YYYY-MM-DD`. */
function lastRehearsal(play: Play, today: string): string | undefined {
  return (play.rehearsals ?? [])
    .map((rehearsal) => rehearsal.on)
    .filter((on) => on <= today)
    .sort()
    .at(-1);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / msPerDay);
}

function isSaid(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
