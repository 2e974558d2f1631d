import type { ActOf, Inject } from "../../../shared/exercise/act.ts";
import { cut } from "../../../shared/exercise/cut.ts";
import { rehearsedPlayOf } from "../../../shared/exercise/rehearsedPlay.ts";
import type { ExerciseState } from "../../../shared/exercise/state.ts";
import { type SuggestedInject, suggestInjects } from "../../../shared/exercise/suggestInjects.ts";
import { limits } from "../../../shared/limits.ts";
import type { Records } from "../../../shared/model/records.ts";

/** An inject in the form; what is typed for its minute may not be a number yet. */
export interface InjectDraft {
  key: string;
  minute: string;
  level: Inject["level"];
  text: string;
}

/** A plan as it is being written. */
export interface PlanDraft {
  title: string;
  story: string;
  scenario: string;
  /** Ids of the plays that are rehearsed. */
  plays: readonly string[];
  injects: readonly InjectDraft[];
}

/** A new plan around a play or a scenario of the map. */
export function draftFrom(records: Records, playId: string | undefined, scenarioId: string | undefined): PlanDraft {
  const play = playId === undefined ? undefined : records.read("play", playId);
  // Whoever rehearses a play rehearses the scenario it belongs to, when there is one.
  const ofPlay = play && records.all("scenario").find(({ plays = [] }) => plays.includes(play.id));
  const empty: PlanDraft = { title: "", story: "", scenario: "", plays: [], injects: [] };
  const scenario = scenarioId ?? ofPlay?.id;
  const draft = scenario === undefined ? empty : withScenario(empty, records, scenario);
  if (play === undefined) return draft;
  const plays = draft.plays.includes(play.id) ? draft.plays : [play.id, ...draft.plays];
  return { ...draft, plays, title: draft.title || `Rehearsal: ${play.title}` };
}

/** The plan with a scenario's story and plays; what was written by hand stays. */
export function withScenario(draft: PlanDraft, records: Records, id: string): PlanDraft {
  const scenario = records.read("scenario", id);
  const before = records.read("scenario", draft.scenario);
  if (scenario === undefined) return { ...draft, scenario: "" };
  const isOwn = (text: string, of: string | undefined) => text.trim() !== "" && text !== of;
  const there = (scenario.plays ?? []).filter((play) => records.read("play", play) !== undefined);
  return {
    ...draft,
    scenario: id,
    title: isOwn(draft.title, before && titleOf(before.title)) ? draft.title : titleOf(scenario.title),
    story: isOwn(draft.story, before?.story) ? draft.story : (scenario.story ?? ""),
    plays: [...new Set([...draft.plays, ...there])].slice(0, limits.playsPerExercise),
  };
}

function titleOf(scenario: string): string {
  return `Rehearsal: ${scenario}`;
}

/** The plan of an exercise, to be changed. */
export function draftOf(state: ExerciseState): PlanDraft {
  return {
    title: state.title,
    story: state.story,
    scenario: state.scenario ?? "",
    plays: state.plays.map(({ id }) => id),
    injects: state.injects.map(({ id, text, level, atMinute }) => ({ key: id, text, level, minute: String(atMinute) })),
  };
}

/** What is suggested for a plan and is not in it yet. */
export function suggestionsFor(draft: PlanDraft, records: Records): SuggestedInject[] {
  const suggested = suggestInjects({
    scenario: records.read("scenario", draft.scenario),
    plays: draft.plays.flatMap((id) => records.read("play", id) ?? []),
    weakSpots: records.all("weakSpot"),
  });
  return suggested.filter(({ text }) => !draft.injects.some((inject) => inject.text.trim() === text));
}

/** The act that a plan makes, or what is missing in it, by field. */
export function planOf(
  draft: PlanDraft,
  records: Records,
): { act: ActOf<"plan"> } | { problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  if (draft.title.trim() === "") problems.title = "Give it a name: what happens";
  const injects = draft.injects.map(({ key, minute, level, text }) => {
    const atMinute = Number(minute.replace(",", "."));
    if (minute.trim() === "" || !(atMinute >= 0 && atMinute <= limits.exerciseMinutes))
      problems[`${key} minute`] = "Write a minute, such as 5";
    if (text.trim() === "") problems[`${key} text`] = "Say what happens, or remove this inject";
    return { atMinute, level, text };
  });
  if (Object.keys(problems).length > 0) return { problems };
  return {
    act: {
      type: "plan",
      title: cut(draft.title.trim(), limits.exerciseNameChars),
      story: draft.story,
      ...(draft.scenario !== "" && { scenario: draft.scenario }),
      plays: draft.plays.flatMap((id) => {
        const play = records.read("play", id);
        return play === undefined ? [] : [rehearsedPlayOf(play)];
      }),
      injects,
    },
  };
}
