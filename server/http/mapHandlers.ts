import type { MapItem } from "../../shared/api/maps.ts";
import { must } from "../../shared/assert.ts";
import { readHeader, readMapFields } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import { type Journey, journeyList } from "../../shared/model/journey.ts";
import { recordsOfJourney } from "../../shared/model/records.ts";
import { reaches } from "../auth/roles.ts";
import { type Who, roleIn, roleOn } from "../auth/who.ts";
import type { MapRow, Maps } from "../store/maps.ts";
import type { Hub } from "../sync/hub.ts";
import { blankJourney } from "../templates/blank.ts";
import { templates } from "../templates/templates.ts";
import type { Workspaces } from "../people/workspaces.ts";
import { refusal } from "./guard.ts";
import { type Handlers, roleHere } from "./handler.ts";
import type { Library } from "./library.ts";
import { curveOf } from "./mapTasks.ts";

export interface MapDeps {
  hub: Hub;
  maps: Maps;
  library: Library;
  workspaces: Workspaces;
}

type Names = "listMaps" | "createMap" | "deleteMap" | "restoreMap" | "readAccess" | "listTemplates" | "listPlays";

/** Which maps there are, where they come from and go to. */
export function mapHandlers({ hub, maps, library, workspaces }: MapDeps): Handlers<Names> {
  return {
    async listMaps({ who, query }) {
      const rows = await maps.list(query.bin === "true" ? "bin" : "here");
      return rows.flatMap((row) => {
        const role = roleOn(who, row);
        const isHidden = role === undefined || (row.deletedAt !== null && role !== "owner");
        return isHidden ? [] : [itemOf(row, role)];
      });
    },

    async createMap({ who, body, request }) {
      const asked = await library.readNewMap(body);
      const workspace = await workspaceFor(who, asked.workspace, workspaces);
      const source =
        "seed" in asked ? asked : "title" in asked ? blankJourney(asked.title) : templateNamed(asked.template);
      const id = await library.add(workspace, source);
      request.trail = { object: { kind: "map", id }, map: id, workspace };
      return { id };
    },

    async deleteMap({ params, query, request }) {
      request.trail.details = { forever: query.forever ?? "false" };
      if (query.forever !== "true") {
        if (!(await library.bin(params.map))) throw new AppError("CONFLICT", "This map is in the bin already.");
        return;
      }
      if ((await maps.state(params.map)) !== "inBin")
        throw new AppError("CONFLICT", "Only a map in the bin can be deleted for ever.");
      await library.remove(params.map);
    },

    async restoreMap({ params }) {
      if (!(await maps.restore(params.map))) throw new AppError("CONFLICT", "This map is not in the bin.");
    },

    readAccess: ({ params, request }) =>
      hub.read(params.map, (doc) => ({
        role: roleHere(request),
        title: readMapFields(doc).fields.title,
        generation: must(readHeader(doc), "a loaded map has a header").generation,
      })),

    async listPlays({ who }) {
      const rows = await maps.list("here");
      return rows
        .filter((row) => roleOn(who, row) !== undefined)
        .flatMap((row) => (row.summary.plays ?? []).map((play) => ({ map: row.id, mapTitle: row.title, ...play })));
    },

    listTemplates: () => [...templates].map(([id, journey]) => templateItem(id, journey)),
  };
}

/**
 * The workspace that a new map belongs to: the one that is named, or the oldest in which one may make maps.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export async function workspaceFor(who: Who, named: string | undefined, workspaces: Workspaces): Promise<string> {
  const all = await workspaces.list();
  const mayMake = ({ id }: { id: string }) => reaches(roleIn(who, id) ?? "viewer", "editor");
  if (named === undefined) {
    const first = all.find(mayMake);
    if (first === undefined) throw new AppError("FORBIDDEN", "There is no workspace in which you may make maps.");
    return first.id;
  }
  const workspace = all.find(({ id }) => id === named);
  if (workspace === undefined || roleIn(who, named) === undefined) throw refusal("NOT_FOUND", "workspace");
  if (!mayMake(workspace)) throw refusal("FORBIDDEN");
  return workspace.id;
}

function templateNamed(id: string | undefined): Journey {
  const journey = templates.get(id ?? "");
  if (journey !== undefined) return journey;
  throw new AppError("INVALID", `There is no template "${id}"; there are ${[...templates.keys()].join(", ")}.`);
}

function itemOf({ summary: { plays: _inLibrary, ...figures }, ...row }: MapRow, role: MapItem["role"]): MapItem {
  return { ...row, ...figures, role };
}

/** Templates do not change while the process runs, so their pictures are drawn once. */
const templateCurves = new Map<string, ReturnType<typeof curveOf>>();

function templateItem(id: string, journey: Journey) {
  const curve = templateCurves.get(id) ?? curveOf(recordsOfJourney(journey));
  templateCurves.set(id, curve);
  return {
    id,
    title: journey.title,
    summary: journey.context ?? "",
    stages: journeyList(journey, "stage").length,
    touchpoints: journeyList(journey, "touchpoint").length,
    expectations: journeyList(journey, "expectation").length,
    curve,
  };
}
