import type { ImportPreview } from "../../shared/api/maps.ts";
import { readMapFields } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import type { Hub } from "../sync/hub.ts";
import { attachmentHeader } from "./attachmentHeader.ts";
import { type Handlers, JsonText, userOf } from "./handler.ts";
import type { Library } from "./library.ts";

export interface ContentDeps {
  hub: Hub;
  library: Library;
}

type Names = "readMap" | "runCommands" | "readInsights" | "exportMap" | "importMap";

/** What a map holds: reading and changing it, what follows from it, files in and out. */
export function contentHandlers({ hub, library }: ContentDeps): Handlers<Names> {
  return {
    readMap: async ({ params }) => new JsonText(await library.read(params.map, "journey")),

    readInsights: async ({ params }) => new JsonText(await library.read(params.map, "insights")),

    async runCommands({ who, params, body }) {
      return { results: await library.change(params.map, body, userOf(who).id) };
    },

    async exportMap({ params, query: { format }, reply }) {
      refuseAllButJson("exports", format);
      const { title } = await hub.read(params.map, (doc) => readMapFields(doc).fields);
      void reply.header("content-disposition", attachmentHeader(title, "json"));
      return new JsonText(await library.read(params.map, "journey"));
    },

    async importMap({ query: { format, commit }, body }) {
      refuseAllButJson("imports", format);
      const reading = await library.preview(body);
      const preview = "problems" in reading ? { title: "", counts: {}, ...reading } : { ...reading, problems: [] };
      const id = commit === "true" ? { id: await library.add(body) } : {};
      // Written here: thousands of problems are not worth a second look at their shape.
      return new JsonText(JSON.stringify({ ...preview, ...id } satisfies ImportPreview));
    },
  };
}

function refuseAllButJson(verb: string, format: string): void {
  if (format === "json") return;
  const problem = { path: "format", message: "must be json" };
  throw new AppError("INVALID", `This version ${verb} json; ${format} is not there yet.`, [problem]);
}
