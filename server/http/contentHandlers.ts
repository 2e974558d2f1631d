import type { ImportPreview } from "../../shared/api/maps.ts";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { recordUpdates } from "../../shared/doc/recordUpdates.ts";
import { AppError } from "../../shared/errors.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import { type Journey, journeyList } from "../../shared/model/journey.ts";
import { kindNames, kinds } from "../../shared/model/kinds.ts";
import type { Hub } from "../sync/hub.ts";
import { attachmentHeader } from "./attachmentHeader.ts";
import { type Handlers, userOf } from "./handler.ts";
import type { Library } from "./library.ts";
import { insightsOf, readRecords } from "./mapReader.ts";

export interface ContentDeps {
  hub: Hub;
  library: Library;
}

type Names = "runCommands" | "readInsights" | "exportMap" | "importMap";

/** What a map holds: changing it, reading what follows from it, files in and out. */
export function contentHandlers({ hub, library }: ContentDeps): Handlers<Names> {
  return {
    async runCommands({ who, params, body }) {
      const doc = await hub.readDoc(params.map);
      const mirror = openMirror(doc);
      try {
        const finish = recordUpdates(doc);
        const origin = {};
        const results = body.map(({ command, args }, index) => {
          try {
            return runCommand({ doc, mirror }, command as CommandName, args, origin) ?? null;
          } catch (error) {
            throw atIndex(error, index);
          }
        });
        const update = finish();
        if (update !== undefined) await hub.applyUpdate(params.map, update, userOf(who).id);
        return { results };
      } finally {
        mirror.close();
        doc.destroy();
      }
    },

    readInsights: ({ params }) => readRecords(hub, params.map, insightsOf),

    async exportMap({ params, query: { format }, reply }) {
      if (format !== "json")
        throw new AppError("INVALID", `This version exports json; ${format} is not there yet.`, [
          { path: "format", message: "must be json" },
        ]);
      const journey = await readRecords(hub, params.map, exportJourney);
      void reply.header("content-disposition", attachmentHeader(journey.title, "json"));
      return { ...journey };
    },

    async importMap({ query: { format, commit }, body }) {
      if (format !== "json")
        throw new AppError("INVALID", `This version imports json; ${format} is not there yet.`, [
          { path: "format", message: "must be json" },
        ]);
      const parsed = parseJourney(body);
      if (commit !== "true") return previewOf(parsed);
      if ("problems" in parsed)
        throw new AppError("INVALID", "Nothing was imported: the document has problems.", parsed.problems);
      return { ...previewOf(parsed), id: await library.add(parsed.journey) };
    },
  };
}

/** Says which command of the list it was. */
function atIndex(error: unknown, index: number): unknown {
  if (!(error instanceof AppError)) return error;
  const problems = error.problems.map(({ path, message }) => ({ path: `[${index}].args.${path}`, message }));
  return new AppError(error.code, `Command ${index + 1}: ${error.message}`, problems);
}

function previewOf(parsed: ReturnType<typeof parseJourney>): ImportPreview {
  if ("problems" in parsed) return { title: "", counts: {}, problems: parsed.problems };
  return { title: parsed.journey.title, counts: countsOf(parsed.journey), problems: [] };
}

function countsOf(journey: Journey): Record<string, number> {
  return Object.fromEntries(kindNames.map((kind) => [kinds[kind].list, journeyList(journey, kind).length]));
}
