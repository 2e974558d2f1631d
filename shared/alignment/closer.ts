import type { Records } from "../model/records.ts";
import type { ExpectationInsight } from "./expectationInsight.ts";
import { placementOf, present } from "./placement.ts";
import type { Cause } from "./serviceGaps.ts";

/** Who can close a gap, and how. */
export interface Closer {
  cause: Cause;
  /** Department id; null when the map does not say, or when it is management's to do. */
  department: string | null;
  task: string;
}

const tasks: Readonly<Record<Cause, string>> = {
  listening: "Management asks customers again: it believes they want less than they do.",
  standard: "Whoever sets the internal standard raises it to what management believes customers want.",
  delivery: "The department that keeps the promise brings its work up to the standard.",
  communication: "The department that promises says what is really delivered, or the one that keeps it catches up.",
};

/** Who can close an expectation's gap by its likely cause; undefined while no cause is known. */
export function closerOf(records: Records, id: string, insight: ExpectationInsight): Closer | undefined {
  const expectation = records.read("expectation", id);
  if (insight.cause === null || expectation === undefined) return undefined;
  const promise = insight.promise === null ? undefined : records.read("promise", insight.promise);
  const keeper = placementOf(records, expectation).department;
  const promiser = present(records, "department", promise?.department);
  const department = { listening: null, standard: keeper, delivery: keeper, communication: promiser ?? keeper };
  return { cause: insight.cause, department: department[insight.cause], task: tasks[insight.cause] };
}
