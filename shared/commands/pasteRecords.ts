import { z } from "zod";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import { limits } from "../limits.ts";
import { parseJourney } from "../model/integrity.ts";
import { type Journey, journeyList } from "../model/journey.ts";
import { type JourneyRecord, type Kind, kindNames, kinds, linksOf, ownersOf } from "../model/kinds.ts";
import { canvasPixels, id } from "../model/scalars.ts";
import { checkRoom } from "./checks.ts";
import { defineCommand, type Edit, type Fields } from "./command.ts";
import { place } from "./recordCommands.ts";

interface PasteArgs {
  journey: unknown;
  stage?: string;
  lane?: string;
  x?: number;
  y?: number;
}

/** What stands for the same thing in both maps and is not copied when it is already there, by its name. */
const shared = ["source", "persona", "department", "channel", "stage", "lane", "play"] as const satisfies Kind[];

/** Takes in a copied part of a map with fresh ids; touchpoints go to the given cell, or to one like their own. */
export const pasteRecords = defineCommand<PasteArgs>({
  args: z.strictObject({
    journey: z.unknown(),
    stage: id.optional(),
    lane: id.optional(),
    x: canvasPixels.optional(),
    y: canvasPixels.optional(),
  }),
  label: ({ journey }) => {
    const count = pastedCount(journey);
    return count === 1 ? "paste" : `paste ${count} things`;
  },
  run(edit, args) {
    const parsed = parseJourney(args.journey);
    if ("problems" in parsed)
      throw new AppError("INVALID", "What was copied is not part of a journey map.", parsed.problems);
    return { ids: paste(edit, parsed.journey, args) };
  },
});

/**
 * Writes the copies; each kind's go to the end of the map, or before `before` for touchpoints.
 * @returns the fresh ids of touchpoints and notes.
 */
export function paste(
  edit: Edit,
  journey: Journey,
  { stage, lane, x, y, before = null }: Omit<PasteArgs, "journey"> & { before?: string | null },
): { touchpoint: string[]; note: string[] } {
  const ids = new Map<string, string>();
  const fresh: Record<Kind, string[]> = Object.fromEntries(kindNames.map((kind) => [kind, []])) as never;
  const move = noteShift(journey, x, y);
  for (const kind of kindNames) {
    if (kind === "scenario") continue;
    const incoming = journeyList(journey, kind).filter((record) => {
      const twin = twinOf(edit, kind, record, { stage, lane });
      if (twin !== undefined) ids.set(`${kind} ${record.id}`, twin);
      return twin === undefined;
    });
    if (incoming.length === 0) continue;
    checkRoom(edit.records, kind, incoming.length);
    const keys = place(edit, kind, kind === "touchpoint" ? before : null, incoming.length);
    incoming.forEach((record) => ids.set(`${kind} ${record.id}`, newId(kinds[kind].idPrefix)));
    incoming.forEach((record, i) => {
      const copy = { ...(withNewRefs(kind, record, ids) as Fields & { id: string }), order: keys[i]! };
      edit.insert(kind, kind === "note" ? { ...copy, ...move(record as unknown as JourneyRecord<"note">) } : copy);
      fresh[kind].push(copy.id);
    });
  }
  return { touchpoint: fresh.touchpoint, note: fresh.note };
}

/** The record of this map that a copied one means: the target cell's stage and lane, or one of the same name. */
function twinOf(
  edit: Edit,
  kind: Kind,
  record: JourneyRecord<Kind>,
  target: { stage?: string; lane?: string },
): string | undefined {
  if (!(shared as readonly Kind[]).includes(kind)) return undefined;
  const given = kind === "stage" ? target.stage : kind === "lane" ? target.lane : undefined;
  if (given !== undefined && edit.records.read(kind, given) !== undefined) return given;
  const all = edit.records.all(kind) as readonly (Fields & { id: string })[];
  const incoming = record as unknown as Fields & { id: string };
  const same = all.find((each) => each.id === incoming.id && titleOf(each) === titleOf(incoming));
  return (same ?? all.find((each) => titleOf(each) === titleOf(incoming)))?.id;
}

function titleOf(record: Fields): unknown {
  return record.title ?? record.name;
}

function withNewRefs(kind: Kind, record: JourneyRecord<Kind>, ids: ReadonlyMap<string, string>): Fields {
  const copy: Fields = { ...record, id: ids.get(`${kind} ${record.id}`) };
  const renew = (target: Kind, old: unknown) => ids.get(`${target} ${old as string}`) ?? old;
  for (const [field, target] of [...ownersOf(kind), ...linksOf(kind)]) {
    const value = copy[field];
    if (Array.isArray(value)) copy[field] = value.map((old) => renew(target, old));
    else if (value !== undefined) copy[field] = renew(target, value);
  }
  if (kind === "play" && Array.isArray(copy.steps))
    copy.steps = (copy.steps as Fields[]).map((step) =>
      step.channel === undefined ? step : { ...step, channel: renew("channel", step.channel) },
    );
  return copy;
}

/** Notes keep their places to each other; the first lands at the given point, or a little beside where it was. */
function noteShift(journey: Journey, x?: number, y?: number): (note: JourneyRecord<"note">) => Fields {
  const notes = journeyList(journey, "note").filter((note) => note.x !== undefined && note.y !== undefined);
  const left = Math.min(...notes.map((note) => note.x!));
  const top = Math.min(...notes.map((note) => note.y!));
  const dx = x === undefined ? 24 : x - left;
  const dy = y === undefined ? 24 : y - top;
  return (note) =>
    note.x === undefined || note.y === undefined ? {} : { x: onCanvas(note.x + dx), y: onCanvas(note.y + dy) };
}

function onCanvas(pixels: number): number {
  return Math.min(Math.max(pixels, -limits.canvasPixels), limits.canvasPixels);
}

function pastedCount(journey: unknown): number {
  const { touchpoints, notes } = (journey ?? {}) as Partial<Journey>;
  return (touchpoints?.length ?? 0) + (notes?.length ?? 0);
}
