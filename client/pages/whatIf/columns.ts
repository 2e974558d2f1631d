import type { Insights } from "../../../shared/alignment/insights.ts";
import type { Play, Scenario } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { onlyFailsMore } from "../../../shared/whatif/improvements.ts";
import type { Refusal, ScenarioStudy } from "../../../shared/whatif/scenarioStudy.ts";
import { baseState } from "../../panels/whatIf/BaseMoved.tsx";
import { changeText } from "../../../shared/whatif/changeText.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";

/** The map that a column stands on. */
export interface Ground {
  records: Records;
  insights: Pick<Insights, "expectations">;
}

/** One journey of the comparison. */
export interface Column {
  key: string;
  title: string;
  /** A quiet word under the title. */
  below: string | undefined;
  scenario: Scenario | undefined;
  /** Undefined where it never ends. */
  study: ScenarioStudy | undefined;
  refusal: Refusal | undefined;
  ground: Ground;
  whatIf: WhatIf;
  /** It has plans B of its own, so that there are two figures. */
  hasPlays: boolean;
  /** What differs from the map, a line each. */
  differences: readonly string[];
  /** What one should know before reading the figures. */
  remarks: readonly string[];
  plays: readonly string[];
}

const unchanged = {};

/** A map as it is. */
export function baseColumn(
  key: string,
  title: string,
  below: string | undefined,
  whatIf: WhatIf,
  ground: Ground,
): Column {
  const answer = whatIf.study(unchanged);
  return {
    key,
    title,
    below,
    scenario: undefined,
    ...split(answer),
    ground,
    whatIf,
    hasPlays: false,
    differences: [],
    remarks: [],
    plays: [],
  };
}

/** A scenario on the open map. */
export function scenarioColumn(scenario: Scenario, whatIf: WhatIf, ground: Ground, all: readonly Play[]): Column {
  const answer = split(whatIf.study(scenario));
  const { study } = answer;
  const title = (id: string) => ground.records.read("touchpoint", id)?.title ?? "";
  const changed = Object.keys(scenario.touchpoints ?? {});
  const own = new Set(scenario.plays);
  const remarks = [
    changed.length === 0 && "Changes nothing yet.",
    baseState(scenario, whatIf) === "moved" && "The map has moved since it was made.",
    study !== undefined &&
      onlyFailsMore(scenario, study.base.chain) &&
      "A stress test: it only makes failures likelier, so it is never an improvement.",
    scenario.start !== undefined && `Starts at ${title(scenario.start)}.`,
  ].filter((remark) => remark !== false);
  return {
    key: scenario.id,
    title: scenario.title,
    below: undefined,
    scenario,
    ...answer,
    ground,
    whatIf,
    hasPlays: changed.length > 0 && own.size > 0,
    differences: study === undefined ? [] : changed.map((id) => `${title(id)}: ${changeText(id, study)}`),
    remarks,
    plays: all.filter(({ id }) => own.has(id)).map((play) => play.title),
  };
}

function split(answer: ScenarioStudy | Refusal): Pick<Column, "study" | "refusal"> {
  return "refused" in answer ? { study: undefined, refusal: answer } : { study: answer, refusal: undefined };
}
