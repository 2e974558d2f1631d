import type { Play } from "../model/kinds.ts";
import { authorityAgreement } from "./authority.ts";
import { isLossAnswered, rehearsalState } from "./playFacts.ts";
import { hasAuthority, type ReadinessPartName } from "./readiness.ts";
import { saysSorry } from "./apology.ts";
import { scriptAdvice } from "./script.ts";
import { isInOrder } from "./stepOrder.ts";

export type PillarName = "mindset" | "foundations" | "sequence";

/** Where in the play something is put right: a part of readiness, or what counts beside it. */
export type PlayPlace = ReadinessPartName | "script" | "alternatives" | "lost" | "signOffs" | "order";

export interface PillarGap {
  place: PlayPlace;
  text: string;
}

/** Recovery starts long before the failure: each pillar holds, or has gaps. */
export interface Pillar {
  name: PillarName;
  holds: boolean;
  gaps: PillarGap[];
}

/**
 * The three things a recovery stands on: how people think of it, what is prepared, and the steps in their order.
 * @param today `YYYY-MM-DD`; `halfLifeDays` after which a rehearsal counts half.
 */
export function pillars(play: Play, today: string, halfLifeDays: number): Pillar[] {
  return [
    pillar("mindset", mindset(play)),
    pillar("foundations", foundations(play, today, halfLifeDays)),
    pillar("sequence", sequence(play)),
  ];
}

type Check = [isThere: boolean, place: PlayPlace, gap: string];

function mindset(play: Play): Check[] {
  const { steps = [] } = play;
  const faults = new Set(scriptAdvice(play).map(({ fault }) => fault));
  return [
    [steps.length > 0 && !faults.has("blame"), "script", "blame or excuses in the words"],
    [steps.length > 0 && !faults.has("favour"), "script", "it sounds like a favour"],
    [steps.length > 0 && !faults.has("manager"), "script", "the words send the customer on to a manager"],
    [(play.alternatives ?? []).length > 0, "alternatives", "no answer to extreme requests"],
    [isLossAnswered(play) === true, "lost", "nothing is named that gives back what was lost"],
    [steps.some(({ phase }) => phase === "extra"), "extra", "no extra for the wasted time"],
  ];
}

function foundations(play: Play, today: string, halfLifeDays: number): Check[] {
  const { state } = rehearsalState(play, today, halfLifeDays);
  const isSaid = (text: string | undefined) => (text ?? "").trim() !== "";
  return [
    [isSaid(play.owner), "owner", "no owner"],
    [isSaid(play.deputy), "deputy", "no deputy"],
    [isSaid(play.trigger?.text) || isSaid(play.trigger?.metric), "trigger", "no trigger"],
    [hasAuthority(play), "authority", "the frontline cannot act alone"],
    [authorityAgreement(play) === "agreed", "signOffs", "authority not agreed"],
    [state === "fresh", "rehearsal", state === "never" ? "never rehearsed" : "the last rehearsal is stale"],
  ];
}

function sequence({ steps = [] }: Play): Check[] {
  const has = (phase: string) => steps.some((step) => step.phase === phase);
  const first = steps.filter(({ phase }) => phase === "acknowledge");
  return [
    [has("acknowledge"), "acknowledge", "nobody acknowledges it"],
    [
      first.length === 0 || first.some((step) => saysSorry(`${step.text} ${step.script ?? ""}`)),
      "acknowledge",
      "no apology",
    ],
    [
      first.length === 0 || first.some(({ withinMinutes }) => withinMinutes !== undefined),
      "acknowledge",
      "no time limit",
    ],
    [has("understand"), "understand", "nobody asks what is needed"],
    [has("fix"), "fix", "nothing puts it right"],
    [has("followUp"), "followUp", "nobody asks whether it helped"],
    [isInOrder(steps), "order", "steps out of order"],
  ];
}

function pillar(name: PillarName, checks: Check[]): Pillar {
  const gaps = checks.filter(([isThere]) => !isThere).map(([, place, text]) => ({ place, text }));
  return { name, holds: gaps.length === 0, gaps };
}
