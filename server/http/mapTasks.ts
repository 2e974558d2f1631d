import { createHash } from "node:crypto";
import { type CurvePoint, curvePoints } from "../../shared/alignment/curve.ts";
import { type Insights, computeInsights } from "../../shared/alignment/insights.ts";
import { createMap, runCommands } from "../../shared/api/maps.ts";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { docOfState, markOf, recordUpdates, stateOf } from "../../shared/doc/docState.ts";
import { type MapDoc, createDoc } from "../../shared/doc/mapDoc.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { AppError, type Problem } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { computeMapInsights } from "../../shared/insights/mapInsights.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import { journeyList } from "../../shared/model/journey.ts";
import { limits } from "../../shared/limits.ts";
import { kindNames, kinds } from "../../shared/model/kinds.ts";
import { type Records, recordsOfJourney } from "../../shared/model/records.ts";
import { fullSettings } from "../../shared/model/settings.ts";
import { playReadiness } from "../../shared/recovery/readiness.ts";
import { triggerSentence } from "../../shared/recovery/triggerWords.ts";
import type { MapSummary, Summarized } from "../store/maps.ts";
import { readBody, readJson } from "./readJson.ts";
import { versionTasks } from "./versions/versionTasks.ts";

/** The first content of a map, ready to be stored. */
export interface Seed extends Summarized {
  generation: string;
  state: Uint8Array;
}

/** What a new map is made of. */
export type NewMap = { workspace: string | undefined } & (
  | { title: string }
  | { template: string | undefined }
  | { seed: Seed }
);

/** A document that was read as a journey, or what is wrong with it. */
export type Reading = { title: string; counts: Record<string, number> } | { problems: Problem[] };

/**
 * The work on whole maps that HTTP asks for. Each task is pure, takes and gives what can be sent to another thread, and
 * takes up to a second for the largest map; {@link openMapThread} decides where it runs.
 */
export const mapTasks = {
  /** What the text of a document would make. @throws AppError MALFORMED. */
  readDocument: (text: string): Reading => {
    const parsed = parseJourney(readJson(text));
    if ("problems" in parsed) return parsed;
    const { journey } = parsed;
    const counts = kindNames.map((kind) => [kinds[kind].list, journeyList(journey, kind).length]);
    return { title: journey.title, counts: Object.fromEntries(counts) as Record<string, number> };
  },

  /** @throws AppError MALFORMED, or INVALID with every problem when the text is no journey. */
  seedDocument: (text: string): Seed => seedOf(readJson(text)),

  /** @throws AppError INVALID with every problem when the document is no journey. */
  seed: (document: unknown): Seed => seedOf(document),

  /** What the text of a request for a new map asks for. @throws AppError MALFORMED, INVALID with every problem. */
  readNewMap: (text: string): NewMap => {
    const { workspace, title, template, journey } = readBody(createMap, readJson(text));
    if (journey !== undefined) return { workspace, seed: seedOf(journey) };
    return title === undefined ? { workspace, template } : { workspace, title };
  },

  /** JSON of the journey document. */
  journey: (state: Uint8Array): string => withRecords(state, (records) => JSON.stringify(exportJourney(records))),

  /** JSON of the insights. */
  insights: (state: Uint8Array): string =>
    withRecords(state, (records) => JSON.stringify(computeMapInsights(records, today()))),

  summary: (state: Uint8Array): Summarized => {
    const doc = docOfState(state);
    const records = openMirror(doc);
    return { title: records.map.title, summary: summaryOf(records), contentHash: contentHash(doc) };
  },

  /**
   * Runs the commands that a text lists, in order, on a copy, under a Yjs client id. `update` is what they changed, if anything.
   * @throws AppError MALFORMED, INVALID with every problem of the list, or that of the first that is refused, named by its place.
   */
  run: (state: Uint8Array, clientId: number, text: string) => {
    const list = readBody(runCommands, readJson(text));
    const doc = docOfState(state, clientId);
    const mirror = openMirror(doc);
    const finish = recordUpdates(doc);
    const origin = {};
    const results = list.map(({ command, args }, index) => {
      try {
        return runCommand({ doc, mirror }, command as CommandName, args, origin) ?? null;
      } catch (error) {
        throw atIndex(error, index);
      }
    });
    return { results, update: finish() };
  },

  ...versionTasks,
};

export type MapTasks = typeof mapTasks;

/** The lines of a map's picture, today. */
export function curveOf(records: Records): CurvePoint[] {
  return curvePoints(records, insightsOf(records));
}

function seedOf(document: unknown): Seed {
  const parsed = parseJourney(document);
  if ("problems" in parsed)
    throw new AppError("INVALID", "Nothing was made: the journey document has problems.", parsed.problems);
  const { journey } = parsed;
  const generation = newId("gen");
  const doc = createDoc(journey, generation);
  const summary = summaryOf(recordsOfJourney(journey));
  return { title: journey.title, summary, contentHash: contentHash(doc), generation, state: stateOf(doc) };
}

function contentHash(doc: MapDoc): string {
  return createHash("sha256").update(markOf(doc)).digest("base64url");
}

function withRecords<T>(state: Uint8Array, read: (records: Records) => T): T {
  return read(openMirror(docOfState(state)));
}

function insightsOf(records: Records): Insights {
  return computeInsights(records, today());
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function summaryOf(records: Records): MapSummary {
  const insights = insightsOf(records);
  const { index, low, high, uncapped, veto, coverage, worst } = insights.rollups.map;
  return {
    index,
    low,
    high,
    uncapped,
    veto,
    coverage,
    worst,
    openRisks: records.all("weakSpot").length,
    brokenPromises: Object.values(insights.expectations).filter(({ status }) => status === "broken").length,
    curve: curvePoints(records, insights),
    plays: libraryPlays(records),
  };
}

/** The map's plays, a line each. */
function libraryPlays(records: Records): MapSummary["plays"] {
  const { rehearsalHalfLifeDays } = fullSettings(records.map.settings);
  const asOf = records.map.asOf ?? today();
  const line = (text: string | undefined) => text?.slice(0, limits.libraryChars) ?? null;
  return records
    .all("play")
    .slice(0, limits.libraryPlaysPerMap)
    .map((play) => ({
      id: play.id,
      title: line(play.title) ?? "",
      trigger: line(triggerSentence(play.trigger)),
      owner: line(play.owner),
      score: playReadiness(play, asOf, rehearsalHalfLifeDays).score,
    }));
}

/** Says which command of the list it was. */
function atIndex(error: unknown, index: number): unknown {
  if (!(error instanceof AppError)) return error;
  const problems = error.problems.map(({ path, message }) => ({ path: `[${index}].args.${path}`, message }));
  return new AppError(error.code, `Command ${index + 1}: ${error.message}`, problems);
}
