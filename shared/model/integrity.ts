import { z } from "zod";
import type { Problem } from "../errors.ts";
import { limits } from "../limits.ts";
import { journeyEnds } from "./connection.ts";
import { type Journey, journeyList, journeyShape } from "./journey.ts";
import { type Kind, kindNames, kinds, linksOf, ownersOf } from "./kinds.ts";
import { id } from "./scalars.ts";

export type ParsedJourney = { journey: Journey } | { problems: Problem[] };

/** Reads any value as a journey document, or lists everything that is wrong with it. Never throws on bad input. */
export function parseJourney(input: unknown): ParsedJourney {
  const bounds = [...jsonProblems(input), ...countProblems(input)];
  if (bounds.length > 0) return { problems: bounds };
  const parsed = journeyShape.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(issueProblems);
    const named = new Set(problems.map(({ path }) => path));
    return { problems: [...problems, ...journeyProblems(readable(input)).filter(({ path }) => !named.has(path))] };
  }
  const problems = journeyProblems(parsed.data);
  return problems.length > 0 ? { problems } : { journey: parsed.data };
}

/** What is wrong between the records of a journey: ids, references, sums. */
export function journeyProblems(journey: Journey): Problem[] {
  return [...idProblems(journey), ...referenceProblems(journey), ...promiseProblems(journey), ...flowProblems(journey)];
}

/** The fields of a faulty document that fit their schemas, so that what is wrong between records is found as well. */
function readable(input: unknown): Journey {
  const lists = kindNames.map((kind) => {
    const list = fieldsOf(input)[kinds[kind].list];
    // Not `map`, which leaves the holes of a list as holes.
    const records = Array.from(Array.isArray(list) ? list : [], (record) =>
      Object.fromEntries(
        Object.entries({ id, ...kinds[kind].shape }).flatMap(([field, schema]) => {
          const value = fieldsOf(record)[field];
          return z.safeParse(schema, value).success ? [[field, value]] : [];
        }),
      ),
    );
    return [kinds[kind].list, records];
  });
  return Object.fromEntries(lists) as Journey;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Where so much is wrong nobody reads on, and a hostile value must not be answered with a larger one. */
const mostJsonProblems = 100;

/**
 * Nesting past the limit and keys that would reach a prototype: found before any schema walks the value. It costs next
 * to nothing where nothing is wrong, and ends at {@link mostJsonProblems}.
 */
export function jsonProblems(input: unknown): Problem[] {
  const problems: Problem[] = [];
  const path: (string | number)[] = [];
  const visit = (key: string | number, value: unknown) => {
    if (problems.length >= mostJsonProblems) return;
    const isNested = typeof value === "object" && value !== null;
    if (key !== "__proto__" && !isNested) return;
    path.push(key);
    if (key === "__proto__") report("is a reserved word");
    else if (isNested) look(value);
    path.pop();
  };
  const look = (value: object) => {
    if (path.length >= limits.jsonDepth) report(`is nested deeper than ${limits.jsonDepth} levels`);
    else if (Array.isArray(value)) for (let index = 0; index < value.length; index++) visit(index, value[index]);
    else for (const [key, inner] of Object.entries(value)) visit(key, inner);
  };
  const report = (message: string) => problems.push({ path: path.reduce<string>(joinPath, ""), message });
  if (typeof input === "object" && input !== null) look(input);
  return problems;
}

function issueProblems(issue: { code?: string; path: PropertyKey[]; message: string; keys?: string[] }): Problem[] {
  const path = issue.path.reduce<string>((at, key) => joinPath(at, key as string | number), "");
  if (issue.code !== "unrecognized_keys" || issue.keys === undefined) return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: joinPath(path, key), message: "is not a field of the journey format" }));
}

function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** More records than a map may hold: found before each of them is looked at. */
function countProblems(input: unknown): Problem[] {
  const problems: Problem[] = [];
  const countOf = (list: unknown) => (Array.isArray(list) ? list.length : 0);
  const fields = fieldsOf(input);
  const touchpoints = countOf(fields[kinds.touchpoint.list]);
  const total = kindNames.reduce((sum, kind) => sum + countOf(fields[kinds[kind].list]), 0);
  if (touchpoints > limits.touchpointsPerMap)
    problems.push({ path: "touchpoints", message: `has ${touchpoints}, the limit is ${limits.touchpointsPerMap}` });
  if (total > limits.recordsPerMap)
    problems.push({ path: "", message: `has ${total} records, the limit is ${limits.recordsPerMap}` });
  return problems;
}

function idProblems(journey: Journey): Problem[] {
  const problems: Problem[] = [];
  for (const kind of kindNames) {
    const list = journeyList(journey, kind);
    const seen = new Set<string>();
    list.forEach((record, index) => {
      const path = `${kinds[kind].list}[${index}].id`;
      if (seen.has(record.id)) problems.push({ path, message: `"${record.id}" is used twice` });
      seen.add(record.id);
      if (kind === "touchpoint" && (journeyEnds as readonly string[]).includes(record.id))
        problems.push({ path, message: `"${record.id}" is the name of a journey's end` });
    });
  }
  return problems;
}

function referenceProblems(journey: Journey): Problem[] {
  const problems: Problem[] = [];
  const ids = new Map(kindNames.map((kind) => [kind, new Set(journeyList(journey, kind).map((record) => record.id))]));
  const check = (path: string, target: Kind, id: unknown) => {
    if (typeof id === "string" && !ids.get(target)?.has(id))
      problems.push({ path, message: `there is no ${target} "${id}"` });
  };
  for (const kind of kindNames) {
    journeyList(journey, kind).forEach((record, index) => {
      const at = `${kinds[kind].list}[${index}]`;
      for (const [field, target] of [...ownersOf(kind), ...linksOf(kind)]) {
        const value = record[field as keyof typeof record] as unknown;
        if (kind === "connection" && field === "to" && (journeyEnds as readonly unknown[]).includes(value)) continue;
        if (Array.isArray(value)) value.forEach((id, i) => check(`${at}.${field}[${i}]`, target, id));
        else check(`${at}.${field}`, target, value);
      }
    });
  }
  journeyList(journey, "scenario").forEach((scenario, index) => {
    for (const id of Object.keys(scenario.touchpoints ?? {}))
      check(`scenarios[${index}].touchpoints.${id}`, "touchpoint", id);
  });
  journeyList(journey, "play").forEach((play, index) =>
    play.steps?.forEach((step, i) => check(`plays[${index}].steps[${i}].channel`, "channel", step.channel)),
  );
  return problems;
}

function promiseProblems(journey: Journey): Problem[] {
  const problems: Problem[] = [];
  const measures = new Map(journeyList(journey, "expectation").map(({ id, measure }) => [id, measure]));
  journeyList(journey, "promise").forEach((promise, index) => {
    const measure = measures.get(promise.expectation);
    if (promise.level === undefined && measure !== undefined && measure.kind !== "boolean")
      problems.push({ path: `promises[${index}].level`, message: "is required, except for a yes-or-no expectation" });
  });
  journeyList(journey, "evidence").forEach(({ met, n }, index) => {
    if (met !== undefined && n !== undefined && met > n)
      problems.push({ path: `evidence[${index}].met`, message: `${met} of ${n} cannot be` });
  });
  return problems;
}

/** Customers who go on from a touchpoint cannot be more than all of them, whatever the outcome. */
function flowProblems(journey: Journey): Problem[] {
  const problems: Problem[] = [];
  const sums = new Map<string, number>();
  journeyList(journey, "connection").forEach(({ from, when = "any", probability = 0 }, index) => {
    const overflows = ["ok", "recovered", "unrecovered"].flatMap((outcome) => {
      if (when !== "any" && when !== outcome) return [];
      const key = `${outcome} ${from}`;
      const before = sums.get(key) ?? 0;
      const sum = before + probability;
      sums.set(key, sum);
      return before <= mostFlow && sum > mostFlow ? [sum] : [];
    });
    if (overflows.length > 0)
      problems.push({
        path: `connections[${index}].probability`,
        message: `brings what leaves "${from}" to ${Number(Math.max(...overflows).toFixed(6))}, more than 1`,
      });
  });
  return problems;
}

/** All of them, and what adding up shares in binary may lose. */
const mostFlow = 1 + 1e-9;
