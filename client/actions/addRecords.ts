import type { CommandName } from "../../shared/commands/registry.ts";
import type { Kind, Lane, RecordRef } from "../../shared/model/kinds.ts";
import { holdsTouchpoints } from "../../shared/model/lane.ts";
import type { ActionContext } from "./action.ts";
import { onlySelected, selectQuietly } from "./selection.ts";

type Adding = Pick<ActionContext, "map" | "local" | "run">;

/** A place for a touchpoint; last in its cell where `before` is absent. */
export interface CellPlace {
  stage: string;
  lane: string;
  before?: string | null;
}

/** Adds a touchpoint and opens its name for writing. */
export function addTouchpointAt(context: Adding, place: CellPlace): void {
  add(context, "touchpoint", "addTouchpoint", { title: "New touchpoint", ...place });
}

/** Adds a touchpoint beside the selected one, in the selected stage or lane, else in the first cell. */
export function addTouchpoint(context: ActionContext): void {
  const place = cellForNew(context);
  if (place !== undefined) addTouchpointAt(context, place);
}

/** The cell that a new touchpoint goes to; `undefined` when the map has no cell for one. */
export function cellForNew(context: ActionContext): CellPlace | undefined {
  const { mirror } = context.map;
  const ref = onlySelected(context);
  const touchpoint = ref?.kind === "touchpoint" ? mirror.read("touchpoint", ref.id) : undefined;
  if (touchpoint !== undefined) {
    const cell = mirror
      .all("touchpoint")
      .filter(({ stage, lane }) => stage === touchpoint.stage && lane === touchpoint.lane);
    const after = cell[cell.findIndex(({ id }) => id === touchpoint.id) + 1];
    return { stage: touchpoint.stage, lane: touchpoint.lane, before: after?.id ?? null };
  }
  const lanes = mirror.all("lane").filter(holdsTouchpoints);
  const stage = (ref?.kind === "stage" ? mirror.read("stage", ref.id) : undefined) ?? mirror.all("stage")[0];
  const lane = lanes.find(({ id }) => ref?.kind === "lane" && id === ref.id) ?? lanes[0];
  return stage === undefined || lane === undefined ? undefined : { stage: stage.id, lane: lane.id };
}

/** Adds a note with its middle at a point of the canvas and opens it for writing. */
export function addNoteAt(context: Adding, { x, y }: { x: number; y: number }): void {
  add(context, "note", "addNote", { text: "New note", x: Math.round(x), y: Math.round(y) });
}

/** Adds a stage after the selected one, else last, and opens its name for writing. */
export function addStage(context: ActionContext): void {
  add(context, "stage", "addStage", { title: "New stage", before: nextOf(context, "stage") });
}

const laneTitles: Readonly<Record<Lane["kind"], string>> = {
  touchpoints: "Touchpoints",
  physicalEvidence: "Physical evidence",
  customerActions: "Customer actions",
  frontstage: "Frontstage",
  backstage: "Backstage",
  support: "Support processes",
  curve: "Promised and delivered",
  notes: "Notes",
};

/** Adds a lane after the selected one, else last, and opens its name for writing. */
export function addLane(context: ActionContext, kind: Lane["kind"] = "touchpoints"): void {
  add(context, "lane", "addLane", { title: laneTitles[kind], kind, before: nextOf(context, "lane") });
}

/** A first map to fill: three stages, a lane for touchpoints and the two lines. The first stage's name is open for writing. */
export function addFirstSteps(context: ActionContext): void {
  const { map, local, run } = context;
  if (map.mirror.all("lane").length === 0) {
    const lanes = (["touchpoints", "curve"] as const).map((kind) => ({ title: laneTitles[kind], kind }));
    run("addRecords", { kind: "lane", records: lanes });
  }
  if (map.mirror.all("stage").length > 0) return;
  const stages = ["Before", "During", "After"].map((title) => ({ title }));
  const made = run("addRecords", { kind: "stage", records: stages }) as { ids: string[] } | undefined;
  const [id] = made?.ids ?? [];
  if (id === undefined) return;
  selectQuietly(context, [{ kind: "stage", id }]);
  local.getState().canvas?.rename({ kind: "stage", id });
}

function nextOf(context: ActionContext, kind: "stage" | "lane"): string | null {
  const ref = onlySelected(context);
  if (ref?.kind !== kind) return null;
  const all = context.map.mirror.all(kind);
  return all[all.findIndex(({ id }) => id === ref.id) + 1]?.id ?? null;
}

function add(context: Adding, kind: Kind, command: CommandName, args: object): void {
  const made = context.run(command, args) as { id: string } | undefined;
  if (made === undefined) return;
  const ref: RecordRef = { kind, id: made.id };
  selectQuietly(context, [ref]);
  context.local.getState().canvas?.rename(ref);
}
