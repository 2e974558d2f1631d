import { inflateRaw } from "node:zlib";
import { promisify } from "node:util";
import type { ChangeItem, VersionItem } from "../../../shared/api/versions.ts";
import { AppError } from "../../../shared/errors.ts";
import { limits } from "../../../shared/limits.ts";
import type { Names } from "../../auth/names.ts";
import type { ChangeRow, Journals } from "../../store/journal.ts";
import type { Version, Versions } from "../../store/versions.ts";
import type { Hub } from "../../sync/hub.ts";
import { attachmentHeader } from "../attachmentHeader.ts";
import { type Handlers, JsonText, userOf } from "../handler.ts";
import type { MapThread } from "../mapThread.ts";
import { type Chronicle, inflatedBy } from "./chronicle.ts";
import type { MapHistory } from "./mapHistory.ts";

export interface VersionDeps {
  hub: Hub;
  versions: Versions;
  journals: Journals;
  chronicle: Chronicle;
  history: MapHistory;
  names: Names;
  thread: MapThread;
}

type RouteNames =
  | "listVersions"
  | "createVersion"
  | "nameVersion"
  | "deleteVersion"
  | "readVersion"
  | "readVersionState"
  | "compareVersion"
  | "restoreVersion"
  | "listChanges";

const inflate = promisify(inflateRaw);

/** What a map was, who made it what it is, and the way back. */
export function versionHandlers(deps: VersionDeps): Handlers<RouteNames> {
  const { hub, versions, journals, chronicle, history, names, thread } = deps;

  const mustState = async (mapId: string, id: string) => {
    const state = await versions.readState(mapId, id);
    if (state === undefined) throw gone();
    return state;
  };
  const item = async (mapId: string, id: string): Promise<VersionItem> => {
    const version = await versions.read(mapId, id);
    if (version === undefined) throw gone();
    const [only] = await itemsOf([version]);
    if (only === undefined) throw gone();
    return only;
  };
  const itemsOf = async (all: readonly Version[]): Promise<VersionItem[]> => {
    const nameOf = await names.read(all.flatMap(({ by, contributors }) => [...contributors, ...(by ? [by] : [])]));
    return all.map(({ id, kind, name, at, by, ofAt, contributors, generation, summary }) => ({
      id,
      kind,
      name,
      at,
      by: by === null ? null : nameOf(by),
      of: ofAt,
      contributors: contributors.map(nameOf),
      generation,
      ...summary,
    }));
  };

  return {
    listVersions: async ({ params }) => itemsOf(await versions.list(params.map)),

    async createVersion({ who, params, body }) {
      return item(params.map, await history.nameNow(params.map, body.name, userOf(who).id));
    },

    async nameVersion({ who, params, body }) {
      if (!(await versions.name(params.map, params.version, body.name, userOf(who).id))) throw gone();
      return item(params.map, params.version);
    },

    async deleteVersion({ params }) {
      if (!(await history.delete(params.map, params.version))) throw gone();
    },

    async readVersion({ params, reply }) {
      const version = await item(params.map, params.version);
      const state = await mustState(params.map, params.version);
      const name = version.name ?? version.at.slice(0, 16).replace("T", " ");
      void reply.header("content-disposition", attachmentHeader(name, "json"));
      return new JsonText(await thread.run("versionJourney", state.byteLength * inflatedBy, state));
    },

    async readVersionState({ params }) {
      const state = await inflate(await mustState(params.map, params.version));
      return { state: state.toString("base64") };
    },

    async compareVersion({ params }) {
      const state = await mustState(params.map, params.version);
      const now = await hub.readState(params.map);
      return thread.run("versionDifference", state.byteLength * inflatedBy + now.byteLength, state, now);
    },

    restoreVersion: ({ who, params }) => history.restore(params.map, params.version, userOf(who)),

    async listChanges({ params: { map }, query }) {
      await hub.saved(map);
      await chronicle.follow(map);
      const ofVersion = query.version === undefined ? undefined : await rangeOf(map, query.version);
      const before = Math.min(Number(query.before ?? Infinity), ofVersion?.before ?? Infinity);
      const [, kind = "", id = ""] = /^(\w+):(.+)$/su.exec(query.record ?? "") ?? [];
      const rows = await journals.list(map, {
        ...(query.record !== undefined && { record: { kind, id } }),
        ...(ofVersion !== undefined && { after: ofVersion.after }),
        ...(before !== Infinity && { before }),
      });
      const shown = rows.slice(0, limits.changesListed);
      const nameOf = await names.read(shown.map(({ by }) => by));
      const changes = shown.map((row) => changeOf(row, nameOf(row.by)));
      const last = shown.at(-1);
      return { changes, ...(rows.length > shown.length && last !== undefined && { more: last.n }) };
    },
  };

  /** The numbers of the changes between a version and the one before it. */
  async function rangeOf(mapId: string, id: string): Promise<{ after: number; before: number }> {
    const all = await versions.list(mapId);
    const index = all.findIndex((version) => version.id === id);
    const version = all[index];
    if (version === undefined) throw gone();
    return { after: all[index + 1]?.lastChange ?? 0, before: version.lastChange + 1 };
  }
}

function changeOf({ n, at, kind, recordId, touchpoint, title, verb, fields }: ChangeRow, by: ChangeItem["by"]) {
  return {
    n,
    at,
    by,
    kind,
    id: recordId,
    title,
    verb,
    fields: JSON.parse(fields) as string[],
    ...(touchpoint !== null && { touchpoint }),
  };
}

function gone(): AppError {
  return new AppError("NOT_FOUND", "This version is gone.");
}
