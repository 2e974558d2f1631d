import { limits } from "../limits.ts";
import type { Play, Scenario, WeakSpot } from "../model/kinds.ts";
import { type Inject, injectLevels } from "./act.ts";
import { cut } from "./cut.ts";

/** An inject that is offered, with what it was made of. */
export interface SuggestedInject extends Inject {
  from: "story" | "weak spot" | "play";
}

interface SuggestionSource {
  scenario?: Scenario | undefined;
  plays: readonly Play[];
  /** All of the map. */
  weakSpots: readonly WeakSpot[];
}

/** One is offered every so many minutes. */
const everyMinutes = 4;
const most = 12;

/** Injects for a rehearsal: the story opens, weak spots make it harder, and the plays' own limits make it worst. */
export function suggestInjects({ scenario, plays, weakSpots }: SuggestionSource): SuggestedInject[] {
  const sentences = sentencesOf(scenario?.story);
  const found = [
    ...sentences.map((text, index) => suggestion("story", index === 0 ? 1 : 2, text)),
    ...concerned(scenario, plays, weakSpots).map(({ title, effect }) =>
      suggestion("weak spot", 2, [title, effect].filter(said).map(ended).join(" ")),
    ),
    ...plays.flatMap(harder),
  ];
  const unique = found.filter(({ text }, index) => found.findIndex((each) => each.text === text) === index);
  return share(unique).map((inject, index) => ({ ...inject, atMinute: index * everyMinutes }));
}

/** As many as are offered, mildest first. Each level has its share, so that a long story does not crowd out the worst. */
function share(all: readonly SuggestedInject[]): SuggestedInject[] {
  const levels = injectLevels.map((level) => all.filter((each) => each.level === level));
  const shares = levels.map((each) => each.slice(0, most / levels.length));
  const rest = levels.flatMap((each) => each.slice(most / levels.length));
  return [...shares.flat(), ...rest].slice(0, most).toSorted((a, b) => a.level - b.level);
}

/** What goes wrong with a play itself: whom and what it counts on is not there. */
function harder(play: Play): SuggestedInject[] {
  const { owner, trigger, authorityLimit, currency = "", alternatives = [], steps = [] } = play;
  const hasTimeLimit = steps.some(({ withinMinutes }) => withinMinutes !== undefined);
  return [
    said(trigger?.text) && suggestion("play", 1, ended(trigger.text)),
    hasTimeLimit && suggestion("play", 1, "The customer asks why nobody has told them anything."),
    said(owner) && suggestion("play", 2, `${owner} cannot be reached.`),
    play.managerApproval === true && suggestion("play", 2, "The manager who has to approve does not answer."),
    authorityLimit !== undefined &&
      authorityLimit > 0 &&
      suggestion("play", 2, `The customer wants more than the ${`${authorityLimit} ${currency}`.trim()} you may give.`),
    ...alternatives
      .slice(0, 2)
      .map(({ asked }) => said(asked) && suggestion("play", 2, `The customer asks for this: ${ended(asked)}`)),
    play.exception === true &&
      suggestion("play", 3, "The system does not allow the exception, and the next shift does not know of it."),
    said(play.deescalation) && suggestion("play", 3, "The customer becomes abusive towards the staff."),
    said(play.ifItFails) && suggestion("play", 3, `“${play.title}” does not work either.`),
  ].filter((each) => each !== false);
}

/** Weak spots of the scenario's touchpoints, and those that the plays are for. */
function concerned(scenario: Scenario | undefined, plays: readonly Play[], weakSpots: readonly WeakSpot[]): WeakSpot[] {
  const ids = plays.map(({ id }) => id);
  const touchpoints = Object.keys(scenario?.touchpoints ?? {});
  return weakSpots.filter(
    ({ touchpoint, plays: of = [] }) => touchpoints.includes(touchpoint) || of.some((id) => ids.includes(id)),
  );
}

function suggestion(from: SuggestedInject["from"], level: Inject["level"], text: string): SuggestedInject {
  return { from, level, atMinute: 0, text: cut(text, limits.exerciseTextChars) };
}

function sentencesOf(story = ""): string[] {
  return story
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function ended(text: string): string {
  return /[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

function said(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}
