import type { Records } from "../model/records.ts";
import { promiseState, type PromiseState } from "../model/activePromise.ts";
import type { Insights } from "./insights.ts";
import { placementOf, present } from "./placement.ts";
import type { Status } from "./status.ts";

/** A link that is missing between what is said and what is done. */
export type MissingLink =
  /** Nobody owns the promise: neither a person nor a department made it. */
  | "owner"
  /** Nobody is named who keeps it. */
  | "keeper"
  /** It stands nowhere. */
  | "place"
  /** No internal standard follows from it (gap 2). */
  | "standard"
  /** Nothing shows whether it is kept. */
  | "evidence";

/** One promise as the register shows it. */
export interface PromiseRow {
  promise: string;
  expectation: string;
  state: PromiseState;
  status: Status;
  /** Above what customers expect, or above what is delivered. */
  overPromised: boolean;
  missing: readonly MissingLink[];
  /** Nobody owns it and nobody keeps it. */
  orphan: boolean;
}

/** Every promise with how it stands and what is missing on the way from saying to keeping it (F86, F87). */
export function promiseReport(records: Records, insights: Insights, asOf: string): PromiseRow[] {
  return records.all("promise").flatMap((promise) => {
    const expectation = records.read("expectation", promise.expectation);
    const insight = insights.expectations[promise.expectation];
    if (expectation === undefined || insight === undefined) return [];
    const missing: MissingLink[] = [];
    if (isBlank(promise.owner) && present(records, "department", promise.department) === null) missing.push("owner");
    if (placementOf(records, expectation).department === null) missing.push("keeper");
    if (isBlank(promise.where) && promise.url === undefined) missing.push("place");
    if (expectation.standard === undefined) missing.push("standard");
    if (insight.evidence === null) missing.push("evidence");
    return [
      {
        promise: promise.id,
        expectation: expectation.id,
        state: promiseState(promise, asOf),
        status: insight.status,
        overPromised: insight.overPromised,
        missing,
        orphan: missing.includes("owner") && missing.includes("keeper"),
      },
    ];
  });
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
