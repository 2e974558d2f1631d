import type { Journey } from "./journey.ts";
import { type Kind, type RecordOf, kindNames, kinds } from "./kinds.ts";
import { repairLinks } from "./links.ts";
import type { Records } from "./records.ts";

type Fields = Record<string, unknown>;

/**
 * The journey document of a map: what an import made comes back equal. References that hold no longer are left out,
 * probabilities that two people together pushed past 1 are scaled to 1, and a count is at most what it is of, so that
 * the result is always valid.
 */
export function exportJourney(records: Records): Journey {
  const exists = (kind: Kind, id: string) => records.read(kind, id) !== undefined;
  const journey: Fields = { format: "kept.journey", version: 1, ...records.map };
  const scales = flowScales(records.all("connection"));
  const booleans = new Set(records.all("expectation").flatMap((e) => (e.measure.kind === "boolean" ? [e.id] : [])));
  for (const kind of kindNames) {
    const { list, shape } = kinds[kind];
    const all = records.all(kind);
    if (all.length === 0 && !records.lists.has(list)) continue;
    journey[list] = all.map((record) => {
      const repaired: Fields = { ...record, ...repairLinks(kind, record, exists) };
      if (kind === "connection") scaleFlow(repaired, scales);
      // One person corrected the count while another corrected what it is of.
      if (typeof repaired.met === "number" && typeof repaired.n === "number")
        repaired.met = Math.min(repaired.met, repaired.n);
      // A boolean's level may be left out and means 1; the measure may have changed since.
      if (kind === "promise" && !booleans.has(repaired.expectation as string)) repaired.level ??= 1;
      return pick(repaired, ["id", ...Object.keys(shape)]);
    });
  }
  return journey as unknown as Journey;
}

function pick(record: Fields, fields: string[]): Fields {
  const kept = fields.filter((field) => record[field] !== undefined);
  return Object.fromEntries(kept.map((field) => [field, record[field]]));
}

/** What the probabilities leaving a touchpoint must be divided by, where they sum to more than 1. */
function flowScales(connections: readonly RecordOf<"connection">[]): Map<string, number> {
  const sums = new Map<string, Record<"ok" | "recovered" | "unrecovered", number>>();
  for (const { from, when = "any", probability = 0 } of connections) {
    const sum = sums.get(from) ?? { ok: 0, recovered: 0, unrecovered: 0 };
    for (const outcome of ["ok", "recovered", "unrecovered"] as const)
      if (when === "any" || when === outcome) sum[outcome] += probability;
    sums.set(from, sum);
  }
  const scales = new Map<string, number>();
  for (const [from, { ok, recovered, unrecovered }] of sums) {
    const most = Math.max(ok, recovered, unrecovered);
    if (most > 1 + 1e-9) scales.set(from, most);
  }
  return scales;
}

function scaleFlow(connection: Fields, scales: Map<string, number>): void {
  const scale = scales.get(connection.from as string);
  if (scale !== undefined && typeof connection.probability === "number")
    connection.probability = connection.probability / scale;
}
