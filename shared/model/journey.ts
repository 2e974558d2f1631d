import { z } from "zod";
import { type JourneyRecord, type Kind, journeySchema, kindNames, kinds } from "./kinds.ts";
import { day, label } from "./scalars.ts";
import { settings } from "./settings.ts";

/** What a map says of itself. */
export const mapFields = {
  title: label,
  context: label.optional(),
  state: z.enum(["current", "future"]).optional(),
  asOf: day.optional(),
  settings: settings.optional(),
};

export type MapFields = z.infer<z.ZodObject<typeof mapFields, z.core.$strip>>;

type Lists = { [K in Kind as (typeof kinds)[K]["list"]]?: JourneyRecord<K>[] };

/** The open format: what import takes and export gives. */
export type Journey = { format: "kept.journey"; version: 1 } & MapFields & Lists;

const lists = Object.fromEntries(kindNames.map((kind) => [kinds[kind].list, z.array(journeySchema(kind)).optional()]));

/** The shape of a journey document; whether its references hold is `integrity.ts`. */
export const journeyShape = z.strictObject({
  format: z.literal("kept.journey"),
  version: z.literal(1),
  ...mapFields,
  ...lists,
}) as unknown as z.ZodType<Journey>;

/** The list of one kind in a journey, empty when it is left out. */
export function journeyList<K extends Kind>(journey: Journey, kind: K): readonly JourneyRecord<K>[] {
  return (journey[kinds[kind].list as keyof Journey] as JourneyRecord<K>[] | undefined) ?? [];
}

/** Names of the lists that a journey has, empty ones included. */
export function listsOf(journey: Journey): Set<string> {
  return new Set(kindNames.map((kind) => kinds[kind].list as string).filter((list) => list in journey));
}

/** What a journey says of itself, without its lists. */
export function mapFieldsOf(journey: Journey): MapFields {
  const own = Object.keys(mapFields).filter((field) => journey[field as keyof Journey] !== undefined);
  return Object.fromEntries(own.map((field) => [field, journey[field as keyof Journey]])) as MapFields;
}
