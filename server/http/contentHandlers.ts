import type { FastifyRequest } from "fastify";
import type { ImportPreview } from "../../shared/api/maps.ts";
import { readMapFields } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import type { Who } from "../auth/who.ts";
import type { Workspaces } from "../people/workspaces.ts";
import type { Hub } from "../sync/hub.ts";
import { attachmentHeader } from "./attachmentHeader.ts";
import { type Handlers, JsonText, userOf } from "./handler.ts";
import type { Library } from "./library.ts";
import { workspaceFor } from "./mapHandlers.ts";

export interface ContentDeps {
  hub: Hub;
  library: Library;
  workspaces: Workspaces;
}

type Names = "readMap" | "runCommands" | "readInsights" | "exportMap" | "importMap";

/** What a map holds: reading and changing it, what follows from it, files in and out. */
export function contentHandlers({ hub, library, workspaces }: ContentDeps): Handlers<Names> {
  /** Makes the map of a document that was looked at. */
  const add = async (who: Who, named: string | undefined, body: string, request: FastifyRequest) => {
    const workspace = await workspaceFor(who, named, workspaces);
    const id = await library.add(workspace, body);
    request.trail = { object: { kind: "map", id }, map: id, workspace };
    return { id };
  };

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

    async importMap({ who, query: { format, commit, workspace }, body, request }) {
      refuseAllButJson("imports", format);
      const reading = await library.preview(body);
      const preview = "problems" in reading ? { title: "", counts: {}, ...reading } : { ...reading, problems: [] };
      const id = commit === "true" ? await add(who, workspace, body, request) : {};
      if (commit !== "true") request.trail.isNothing = true;
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
