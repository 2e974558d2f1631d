import type { MapItem } from "../../shared/api/maps.ts";
import { must } from "../../shared/assert.ts";
import { readHeader, readMapFields } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import { type Journey, journeyList } from "../../shared/model/journey.ts";
import { recordsOfJourney } from "../../shared/model/records.ts";
import { roleOn } from "../auth/who.ts";
import type { MapRow, Maps } from "../store/maps.ts";
import type { Hub } from "../sync/hub.ts";
import { blankJourney } from "../templates/blank.ts";
import { templates } from "../templates/templates.ts";
import type { Handlers } from "./handler.ts";
import type { Library } from "./library.ts";
import { curveOf } from "./mapTasks.ts";

export interface MapDeps {
  hub: Hub;
  maps: Maps;
  library: Library;
}

type Names = "listMaps" | "createMap" | "deleteMap" | "restoreMap" | "readAccess" | "listTemplates" | "listPlays";

/** Which maps there are, where they come from and go to. */
export function mapHandlers({ hub, maps, library }: MapDeps): Handlers<Names> {
  return {
    async listMaps({ who, query }) {
      const rows = await maps.list(query.bin === "true" ? "bin" : "here");
      return rows.flatMap((row) => {
        const role = roleOn(who, row.id);
        const isHidden = role === undefined || (row.deletedAt !== null && role !== "owner");
        return isHidden ? [] : [itemOf(row, role)];
      });
    },

    async createMap({ body }) {
      const asked = await library.readNewMap(body);
      if ("seed" in asked) return { id: await library.add(asked) };
      return { id: await library.add("title" in asked ? blankJourney(asked.title) : templateNamed(asked.template)) };
    },

    async deleteMap({ params, query }) {
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

    readAccess: ({ who, params }) =>
      hub.read(params.map, (doc) => ({
        role: must(roleOn(who, params.map), "the guard lets in only who has a role"),
        title: readMapFields(doc).fields.title,
        generation: must(readHeader(doc), "a loaded map has a header").generation,
      })),

    async listPlays({ who }) {
      const rows = await maps.list("here");
      return rows
        .filter((row) => roleOn(who, row.id) !== undefined)
        .flatMap((row) => (row.summary.plays ?? []).map((play) => ({ map: row.id, mapTitle: row.title, ...play })));
    },

    listTemplates: () => [...templates].map(([id, journey]) => templateItem(id, journey)),
  };
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
