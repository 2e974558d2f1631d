import { leavesNoRoom } from "../model/activePromise.ts";
import type { ExpectationInsight, Insights } from "../alignment/insights.ts";
import { humanFallback } from "../alignment/humanFallback.ts";
import { unpromised } from "../alignment/unpromised.ts";
import { groupBy } from "../groupBy.ts";
import type { Expectation, PromiseRecord, Touchpoint, WeakSpot } from "../model/kinds.ts";
import { type Records, readingOrder } from "../model/records.ts";
import { departmentsAt } from "./departmentsAt.ts";

/** Why the map itself points to a weak spot. */
export type SuggestionKind =
  | "brokenMustBe"
  | "manyDepartments"
  | "noHumanFallback"
  | "unpromisedContact"
  | "overPromise"
  | "absolutePromise"
  | "roleUnfilled";

export interface WeakSpotSuggestion {
  /** Tells it from the touchpoint's other suggestions: dismissals and acceptances are kept under it. */
  key: string;
  touchpoint: string;
  kind: SuggestionKind;
  /** What was found, in a sentence. */
  because: string;
  /** What accepting it would add; the person sees and may change it first. */
  weakSpot: Pick<WeakSpot, "title" | "effect" | "factors">;
}

export interface WeakSpotSuggestions {
  open: readonly WeakSpotSuggestion[];
  /** What somebody turned down although the map still points to it, with the reason. */
  dismissed: readonly (WeakSpotSuggestion & { reason: string })[];
}

/** Departments at one touchpoint from which coordination alone makes it fragile. */
const manyDepartments = 3;

const reachWords =
  /\b(?:reach|repl(?:y|ies)|answer|respon[ds]|contact|get through|got through|pick(?:ed|s)? up|call(?:s|ed)? back)/iu;
const contactChannels = /phone|call|e-?mail|contact|chat|telef|hotline/iu;

/**
 * Weak spots that the map points to and nobody has written down yet: a broken must-be, many departments, a stage
 * without a person on hand, a contact that nobody promised, a promise above delivery or without a plan B for when it
 * fails, a role that is not filled. They are offered, never added.
 * @param touchpoint looks at this one only.
 */
export function weakSpotSuggestions(records: Records, insights: Insights, touchpoint?: string): WeakSpotSuggestions {
  const found = suggestionFinder(records, insights);
  const places = touchpoint === undefined ? readingOrder(records) : [records.read("touchpoint", touchpoint)];
  const all = places.flatMap((place) => (place === undefined ? [] : found(place)));
  const isDismissed = ({ touchpoint, key }: WeakSpotSuggestion) =>
    records.read("touchpoint", touchpoint)?.dismissed?.[key];
  return {
    open: all.filter((suggestion) => isDismissed(suggestion) === undefined),
    dismissed: all.flatMap((suggestion) => {
      const reason = isDismissed(suggestion);
      return reason === undefined ? [] : [{ ...suggestion, reason }];
    }),
  };
}

/** What all touchpoints' suggestions read, gathered once. */
function suggestionFinder(records: Records, insights: Insights): (touchpoint: Touchpoint) => WeakSpotSuggestion[] {
  const expectations = groupBy(records.all("expectation"), ({ touchpoint }) => touchpoint);
  const promises = groupBy(records.all("promise"), ({ expectation }) => expectation);
  const spots = groupBy(records.all("weakSpot"), ({ touchpoint }) => touchpoint);
  const harmed = new Set(
    unpromised(records, insights)
      .filter(({ harmful }) => harmful === true)
      .map(({ expectation }) => expectation),
  );
  const automatic = automaticStages(records);

  return (touchpoint) => {
    const here = expectations.get(touchpoint.id) ?? [];
    const written = spots.get(touchpoint.id) ?? [];
    const suggest = (kind: SuggestionKind, because: string, weakSpot: WeakSpotSuggestion["weakSpot"], about = "") => ({
      key: `${kind} ${about}`.trim().slice(0, 200),
      touchpoint: touchpoint.id,
      kind,
      because,
      weakSpot,
    });
    const found = [
      ...here.flatMap((expectation) => {
        const insight = insights.expectations[expectation.id];
        return insight === undefined ? [] : ofExpectation(expectation, insight);
      }),
      ...absolutePromises(here),
      ...ofDepartments(here.flatMap(({ id }) => promises.get(id) ?? [])),
      ...ofPeople(),
    ];
    return found.filter(
      ({ key, weakSpot }) => !written.some((spot) => spot.suggestedBy === key || spot.title === weakSpot.title),
    );

    function ofExpectation(expectation: Expectation, insight: ExpectationInsight): WeakSpotSuggestion[] {
      const { id, statement, kano } = expectation;
      if (insight.status === "broken" && kano === "M")
        return [
          suggest("brokenMustBe", `A must-be is broken: ${figuresOf(insight)}.`, { title: `Fails: ${statement}` }, id),
        ];
      if (insight.overPromised && (insight.raw ?? 0) < 0)
        return [
          suggest(
            "overPromise",
            `More is promised than delivered: ${figuresOf(insight)}.`,
            { title: `Falls short of: ${statement}` },
            id,
          ),
        ];
      const harms = harmed.has(id);
      if (insight.status === "unpromised" && isContact(expectation, harms)) {
        const harm = harms ? ` It harms: ${deliveredWords(insight)}.` : "";
        const because = `Customers count on reaching you, and nothing is promised: “${statement}”.${harm}`;
        return [
          suggest("unpromisedContact", because, { title: "Nobody can be reached", effect: "No recovery starts" }),
        ];
      }
      return [];
    }

    /** A channel's name alone says that it is a contact only where customers are left without an answer. */
    function isContact({ statement, channel }: Expectation, harms: boolean): boolean {
      const name = records.read("channel", channel ?? touchpoint.channel ?? "")?.name ?? "";
      return reachWords.test(statement) || contactChannels.test(statement) || (harms && contactChannels.test(name));
    }

    /** Where nobody has written down how it fails, nothing says yet that it needs a plan B. */
    function absolutePromises(all: readonly Expectation[]): WeakSpotSuggestion[] {
      const isPrepared = written.length > 0 || (touchpoint.plays ?? []).some((id) => records.read("play", id));
      const total = isPrepared
        ? undefined
        : all.find(({ id, measure }) => leavesNoRoom(measure, insights.expectations[id]?.promised));
      if (total === undefined) return [];
      const because = `100% is promised (“${total.statement}”), no service is without failure, and there is no plan B.`;
      return [suggest("absolutePromise", because, { title: `The one time it fails: ${total.statement}` })];
    }

    function ofDepartments(made: readonly PromiseRecord[]): WeakSpotSuggestion[] {
      const { size } = departmentsAt(touchpoint, here, made);
      if (size < manyDepartments || written.some(({ factors }) => factors?.coordination !== undefined)) return [];
      const title = "Handover between departments fails";
      return [
        suggest("manyDepartments", `${size} departments must work together here.`, {
          title,
          factors: { coordination: 1 },
        }),
      ];
    }

    function ofPeople(): WeakSpotSuggestion[] {
      const { roleNeeded, roleFilled, humanFallback: person, channel } = touchpoint;
      const stage = automatic.get(touchpoint.id);
      const isOnline = records.read("channel", channel ?? "")?.online === true;
      const stuck = {
        title: "Online only, and it does not work for this customer",
        effect: "The customer is stuck",
      };
      const missing: WeakSpotSuggestion[] = [];
      if (stage !== undefined)
        missing.push(
          suggest("noHumanFallback", `All of “${stage}” is automatic: nobody is on hand when it fails.`, stuck),
        );
      else if (isOnline && person === false)
        missing.push(suggest("noHumanFallback", "It is online only, and no person is on hand.", stuck));
      const isGraded = written.some(({ factors }) => factors?.turnover !== undefined);
      if (roleNeeded !== undefined && roleFilled === false && !isGraded)
        missing.push(
          suggest("roleUnfilled", `This place needs “${roleNeeded}”, and nobody there is.`, {
            title: "Staff do not fit what this place needs",
            factors: { turnover: 1 },
          }),
        );
      return missing;
    }
  };
}

/** The first online touchpoint of every stage in which a customer can reach nobody, with the stage's title. */
function automaticStages(records: Records): ReadonlyMap<string, string> {
  const touchpoints = groupBy(records.all("touchpoint"), ({ stage }) => stage);
  return new Map(
    humanFallback(records).flatMap(({ stage, fallback }): [string, string][] => {
      if (fallback !== "none") return [];
      const online = touchpoints
        .get(stage)
        ?.find(({ channel }) => records.read("channel", channel ?? "")?.online === true);
      return online === undefined ? [] : [[online.id, records.read("stage", stage)?.title ?? ""]];
    }),
  );
}

/** What the reason says was found and promised, without the status before it and the conclusion behind it. */
function figuresOf({ reason }: ExpectationInsight): string {
  return reason.replace(/^[^:]*: /u, "").replace(/;.*$/u, "");
}

/** What the unpromised expectation's reason says was delivered. */
function deliveredWords({ reason }: ExpectationInsight): string {
  return reason.replace(/^.*; delivered: /u, "");
}
