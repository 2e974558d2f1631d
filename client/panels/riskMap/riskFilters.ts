import { type Cut, cuts, type Ranking, rankings } from "./ranking.ts";
import type { RiskRow } from "./riskRows.ts";

/** What plan B a weak spot lacks: it has none, or none of its plays was ever rehearsed. */
export const planLacks = ["none", "unrehearsed"] as const;
export type PlanLack = (typeof planLacks)[number];

/** What of the weak spots is shown and in which order; what is left open does not filter. */
export interface RiskView {
  by: Ranking;
  cut: Cut;
  stage: string | undefined;
  department: string | undefined;
  owner: string | undefined;
  /** Several together show what lacks any of them. */
  lacks: readonly PlanLack[];
  text: string;
}

export const wholeView: RiskView = {
  by: "priority",
  cut: "all",
  stage: undefined,
  department: undefined,
  owner: undefined,
  lacks: [],
  text: "",
};

/** Whether a weak spot passes the filters. */
export function passes(row: RiskRow, view: RiskView): boolean {
  const { touchpoint, owners, plans, spot } = row;
  if (view.stage !== undefined && touchpoint.stage !== view.stage) return false;
  if (view.department !== undefined && touchpoint.department !== view.department) return false;
  if (view.owner !== undefined && !owners.includes(view.owner)) return false;
  if (view.lacks.length > 0 && !view.lacks.some((lack) => lacksPlan(row, lack))) return false;
  const words = view.text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return true;
  const said = [spot.title, spot.effect, spot.cause, touchpoint.title, ...owners, ...plans.map(({ title }) => title)];
  const text = said.join(" ").toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

/** Whether anything is filtered away, the cut left aside. */
export function isFiltering({ stage, department, owner, lacks, text }: RiskView): boolean {
  return [stage, department, owner].some((each) => each !== undefined) || lacks.length > 0 || text.trim() !== "";
}

/** Reads what {@link writeView} wrote; what it does not know is left open. */
export function readView(search: string): RiskView {
  const query = new URLSearchParams(search);
  const lacks = query.get("plan")?.split(",") ?? [];
  return {
    by: rankings.find((each) => each === query.get("by")) ?? wholeView.by,
    cut: cuts.find((each) => each === query.get("show")) ?? wholeView.cut,
    stage: query.get("stage") ?? undefined,
    department: query.get("department") ?? undefined,
    owner: query.get("owner") ?? undefined,
    lacks: planLacks.filter((each) => lacks.includes(each)),
    text: query.get("text") ?? "",
  };
}

/** The view as the query of an address, empty for the whole ranking. */
export function writeView(view: RiskView): string {
  const query = new URLSearchParams();
  if (view.by !== wholeView.by) query.set("by", view.by);
  if (view.cut !== wholeView.cut) query.set("show", view.cut);
  for (const name of ["stage", "department", "owner"] as const)
    if (view[name] !== undefined) query.set(name, view[name]);
  if (view.lacks.length > 0) query.set("plan", view.lacks.join(","));
  if (view.text !== "") query.set("text", view.text);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

function lacksPlan({ plans }: RiskRow, lack: PlanLack): boolean {
  return lack === "none" ? plans.length === 0 : plans.length > 0 && plans.every(({ isRehearsed }) => !isRehearsed);
}
