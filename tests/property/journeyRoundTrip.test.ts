import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { journeys } from "./arbitraries.ts";

test("K2 any valid journey parses, and comes back from a document equal", () => {
  fc.assert(
    fc.property(journeys, (journey) => {
      const text = JSON.stringify(journey);
      expect(parseJourney(JSON.parse(text))).toEqual({ journey: JSON.parse(text) });
      expect(throughDoc(JSON.parse(text))).toEqual(JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

test("K2 a journey that travelled as bytes is equal, and its export imports again", () => {
  fc.assert(
    fc.property(journeys, (journey) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(createDoc(journey)));
      const exported = asJson(exportJourney(openMirror(copy)));
      expect(exported).toEqual(asJson(journey));
      expect(throughDoc(exported as Journey)).toEqual(exported);
    }),
    { numRuns: 300 },
  );
});

/** Ways to spoil a journey: each does its harm somewhere and says where, or finds nothing to spoil. */
const faults: Record<string, (journey: Fields, at: (list: string) => number | undefined) => string | undefined> = {
  "a field nobody knows": (journey) => {
    journey.tilte = "Typo";
    return "tilte";
  },
  "a record's field nobody knows": (journey, at) => {
    const index = at("stages");
    if (index !== undefined) recordAt(journey, "stages", index).colour = "red";
    return index === undefined ? undefined : `stages[${index}].colour`;
  },
  "no title": (journey) => {
    delete journey.title;
    return "title";
  },
  "a list that is none": (journey) => {
    journey.personas = "everybody";
    return "personas";
  },
  "an id that is a number": (journey, at) => {
    const index = at("notes");
    if (index !== undefined) recordAt(journey, "notes", index).id = 7;
    return index === undefined ? undefined : `notes[${index}].id`;
  },
  "an id used twice": (journey) => {
    const list = (journey.sources ??= []) as Fields[];
    list.push({ id: "twice", title: "a" }, { id: "twice", title: "b" });
    return `sources[${list.length - 1}].id`;
  },
  "an owner that is not there": (journey) => {
    const list = (journey.expectations ??= []) as Fields[];
    list.push({ id: "lost", touchpoint: "nowhere\n", statement: "", measure: { kind: "boolean" } });
    return `expectations[${list.length - 1}].touchpoint`;
  },
  "a reference that is not there": (journey, at) => {
    const index = at("touchpoints");
    if (index !== undefined) recordAt(journey, "touchpoints", index).channel = "nowhere\n";
    return index === undefined ? undefined : `touchpoints[${index}].channel`;
  },
  "more met than asked": (journey, at) => {
    const index = at("evidence");
    if (index !== undefined) Object.assign(recordAt(journey, "evidence", index), { met: 3, n: 2 });
    return index === undefined ? undefined : `evidence[${index}].met`;
  },
  "a probability above 1": (journey, at) => {
    const index = at("weakSpots");
    if (index !== undefined) recordAt(journey, "weakSpots", index).prior = 1.01;
    return index === undefined ? undefined : `weakSpots[${index}].prior`;
  },
  "more customers leaving than came": (journey, at) => {
    const index = at("connections");
    if (index === undefined) return undefined;
    const list = journey.connections as Fields[];
    const { from } = recordAt(journey, "connections", index);
    for (const connection of list) if (connection.from === from) delete connection.probability;
    list.push(
      { id: "more-1", from, to: "done", probability: 0.7 },
      { id: "more-2", from, to: "churn", probability: 0.7 },
    );
    return `connections[${list.length - 1}].probability`;
  },
  "a text that cannot be stored": (journey, at) => {
    const index = at("plays");
    if (index !== undefined) recordAt(journey, "plays", index).owner = "half \uD83D";
    return index === undefined ? undefined : `plays[${index}].owner`;
  },
  "a day that is none": (journey) => {
    journey.asOf = "2024-02-30";
    return "asOf";
  },
  "a link that would run": (journey) => {
    const list = (journey.sources ??= []) as Fields[];
    list.push({ id: "link", title: "", url: "javascript:alert(1)" });
    return `sources[${list.length - 1}].url`;
  },
};

test("K3 every fault of a bad journey is listed with its path, and nothing is read from it", () => {
  const chosen = fc.uniqueArray(fc.constantFrom(...Object.keys(faults)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(journeys, chosen, fc.nat(), (valid, names, draw) => {
      const journey = structuredClone(valid) as unknown as Fields;
      const at = (list: string) => {
        const { length } = (journey[list] ?? []) as unknown[];
        return length === 0 ? undefined : draw % length;
      };
      const paths = names.map((name) => faults[name]?.(journey, at)).filter((path) => path !== undefined);
      fc.pre(paths.length > 0);
      const result = parseJourney(asJson(journey));
      expect(result).not.toHaveProperty("journey");
      const listed = "problems" in result ? result.problems.map(({ path }) => path) : [];
      expect(listed).toEqual(expect.arrayContaining(paths));
      expect(listed.length).toBe(new Set(listed).size);
    }),
    { numRuns: 300 },
  );
});

type Fields = Record<string, unknown>;

function recordAt(journey: Fields, list: string, index: number): Fields {
  return (journey[list] as Fields[])[index] ?? {};
}

function throughDoc(journey: Journey): unknown {
  return asJson(exportJourney(openMirror(createDoc(journey))));
}

/** As a file would hold it: −0 is 0. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
