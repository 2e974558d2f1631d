import type { Insights } from "../alignment/insights.ts";
import { groupBy } from "../groupBy.ts";
import type { Expectation, Touchpoint, WeakSpot } from "../model/kinds.ts";
import { type Records, readingOrder } from "../model/records.ts";

/** Why the map itself points to a weak spot. */
export type SuggestionKind =
  | "brokenMustBe"
  | "manyDepartments"
  | "noHumanFallback"
  | "unpromisedContact"
  | "overPromise";

export interface WeakSpotSuggestion {
  touchpoint: string;
  kind: SuggestionKind;
  /** What was found, in a sentence. */
  because: string;
  /** What accepting it would add; the person sees and may change it first. */
  weakSpot: Pick<WeakSpot, "title" | "effect" | "factors">;
}

/** Departments at one touchpoint from which coordination alone makes it fragile. */
const manyDepartments = 3;

const contactWords = /phone|call|e-?mail|contact|chat|telefon|telefone|mail/iu;

/**
 * Weak spots that the map points to and nobody has written down yet: a broken must-be, many departments, a stage that
 * is online only, a contact channel without a promise, a promise above delivery. They are offered, never added.
 */
export function weakSpotSuggestions(records: Records, insights: Insights): WeakSpotSuggestion[] {
  const expectations = groupBy(records.all("expectation"), (expectation) => expectation.touchpoint);
  const titles = new Set(records.all("weakSpot").map((spot) => `${spot.touchpoint} ${spot.title}`));
  return readingOrder(records)
    .flatMap((touchpoint) => suggestionsAt(records, insights, touchpoint, expectations.get(touchpoint.id) ?? []))
    .filter(({ touchpoint, weakSpot }) => !titles.has(`${touchpoint} ${weakSpot.title}`));
}

function suggestionsAt(
  records: Records,
  insights: Insights,
  touchpoint: Touchpoint,
  expectations: readonly Expectation[],
): WeakSpotSuggestion[] {
  const found: WeakSpotSuggestion[] = [];
  const suggest = (kind: SuggestionKind, because: string, weakSpot: WeakSpotSuggestion["weakSpot"]) =>
    found.push({ touchpoint: touchpoint.id, kind, because, weakSpot });
  const channel = records.read("channel", touchpoint.channel ?? "");
  for (const { id, statement, kano } of expectations) {
    const insight = insights.expectations[id];
    if (insight === undefined) continue;
    if (insight.status === "broken" && kano === "M")
      suggest("brokenMustBe", `A must-be is broken here: “${statement}”.`, { title: `Fails: ${statement}` });
    else if (insight.overPromised && (insight.raw ?? 0) < 0)
      suggest("overPromise", `More is promised than delivered: “${statement}”.`, {
        title: `Falls short of: ${statement}`,
      });
    if (insight.status === "unpromised" && contactWords.test(`${channel?.name} ${statement}`))
      suggest("unpromisedContact", `Customers count on reaching you, and nothing is promised: “${statement}”.`, {
        title: "Nobody can be reached",
        effect: "No recovery starts",
      });
  }
  const departments = departmentsAt(records, touchpoint, expectations);
  if (departments.size >= manyDepartments)
    suggest("manyDepartments", `${departments.size} departments must work together here.`, {
      title: "Handover between departments fails",
      factors: { coordination: 1 },
    });
  if (channel?.online === true && touchpoint.humanFallback === false)
    suggest("noHumanFallback", "It is online only, and no person is on hand.", {
      title: "Online only, and it does not work for this customer",
      effect: "The customer is stuck",
    });
  return found;
}

/** Every department that keeps or made a promise at a touchpoint. */
function departmentsAt(records: Records, touchpoint: Touchpoint, expectations: readonly Expectation[]): Set<string> {
  const ids = new Set(expectations.map((expectation) => expectation.id));
  const promising = records.all("promise").filter((promise) => ids.has(promise.expectation));
  const all = [touchpoint, ...expectations, ...promising].map((record) => record.department);
  return new Set(all.filter((department): department is string => department !== undefined));
}
