import { AppError, type Problem } from "../errors.ts";
import { limits } from "../limits.ts";
import { journeyEnds } from "../model/connection.ts";
import { type Kind, kindNames, linksOf, ownersOf, recordSchema } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import type { Fields } from "./command.ts";

/**
 * Checks a record as a command would leave it: its schema, its references, and what its kind asks of its neighbours.
 * @param added records that the same command puts in, by kind.
 * @throws AppError INVALID with every problem.
 */
export function checkRecord(
  records: Records,
  kind: Kind,
  record: Fields,
  added?: ReadonlyMap<Kind, Set<string>>,
): void {
  const parsed = recordSchema(kind).safeParse(record);
  const problems: Problem[] = parsed.success
    ? [...referenceProblems(records, kind, record, added), ...ownProblems(records, kind, record)]
    : parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  if (problems.length === 0) return;
  const words = problems.map(({ path, message }) => `${path} ${message}`).join("; ");
  throw new AppError("INVALID", `This ${kind} cannot be: ${words}.`, problems);
}

/** @throws AppError LIMIT when `count` more records of a kind would pass a limit of the map. */
export function checkRoom(records: Records, kind: Kind, count: number): void {
  const total = kindNames.reduce((sum, each) => sum + records.all(each).length, count);
  if (total > limits.recordsPerMap)
    throw new AppError("LIMIT", `A map holds at most ${limits.recordsPerMap.toLocaleString("en")} records.`);
  if (kind === "touchpoint" && records.all(kind).length + count > limits.touchpointsPerMap)
    throw new AppError("LIMIT", `A map holds at most ${limits.touchpointsPerMap.toLocaleString("en")} touchpoints.`);
}

function referenceProblems(
  records: Records,
  kind: Kind,
  record: Fields,
  added?: ReadonlyMap<Kind, Set<string>>,
): Problem[] {
  const problems: Problem[] = [];
  const check = (path: string, target: Kind, id: string) => {
    const isEnd = kind === "connection" && path === "to" && (journeyEnds as readonly string[]).includes(id);
    if (isEnd || records.read(target, id) !== undefined || added?.get(target)?.has(id)) return;
    problems.push({ path, message: `names a ${target} that is not there ("${id}")` });
  };
  for (const [field, target] of [...ownersOf(kind), ...linksOf(kind)]) {
    const value = record[field];
    if (typeof value === "string") check(field, target, value);
    if (Array.isArray(value)) value.forEach((id, i) => check(`${field}.${i}`, target, id as string));
  }
  if (kind === "scenario")
    for (const id of Object.keys(record.touchpoints ?? {})) check(`touchpoints.${id}`, "touchpoint", id);
  if (kind === "play")
    ((record.steps ?? []) as Fields[]).forEach((step, i) => {
      if (typeof step.channel === "string") check(`steps.${i}.channel`, "channel", step.channel);
    });
  return problems;
}

function ownProblems(records: Records, kind: Kind, record: Fields): Problem[] {
  if (kind === "promise" && record.level === undefined) {
    const measure = records.read("expectation", record.expectation as string)?.measure;
    if (measure !== undefined && measure.kind !== "boolean")
      return [{ path: "level", message: "is needed: how much was promised" }];
  }
  if (kind === "evidence" && typeof record.met === "number" && typeof record.n === "number" && record.met > record.n)
    return [{ path: "met", message: `${record.met} of ${record.n} cannot be` }];
  if (kind === "connection") return flowProblems(records, record);
  if (kind === "touchpoint" && (journeyEnds as readonly unknown[]).includes(record.id))
    return [{ path: "id", message: "is the name of a journey's end" }];
  return [];
}

function flowProblems(records: Records, connection: Fields): Problem[] {
  const others = records.all("connection").filter(({ id, from }) => from === connection.from && id !== connection.id);
  for (const outcome of ["ok", "recovered", "unrecovered"]) {
    const applies = ({ when = "any" }: { when?: unknown }) => when === "any" || when === outcome;
    if (!applies(connection)) continue;
    const leaving = others.filter(applies).reduce((sum, { probability = 0 }) => sum + probability, 0);
    const sum = leaving + ((connection.probability as number | undefined) ?? 0);
    if (sum > 1 + 1e-9)
      return [{ path: "probability", message: `brings what leaves this touchpoint to ${Math.round(sum * 100)} %` }];
  }
  return [];
}
