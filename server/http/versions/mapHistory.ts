import type { User } from "../../../shared/api/people.ts";
import { AppError } from "../../../shared/errors.ts";
import { closeCodes } from "../../../shared/wire/close.ts";
import { newId } from "../../../shared/ids.ts";
import type { JournalHead, Journals } from "../../store/journal.ts";
import type { UpdateLog } from "../../store/updateLog.ts";
import type { Version, Versions, VersionSummary } from "../../store/versions.ts";
import type { Hub } from "../../sync/hub.ts";
import type { MapThread } from "../mapThread.ts";
import { type Chronicle, inflatedBy } from "./chronicle.ts";
import { versionsToDrop } from "./thinning.ts";

/** What a map was, and making it that again. */
export interface MapHistory {
  /** Keeps the map as it is saved now, under a name. Gives the version's id. @throws AppError NOT_FOUND, LIMIT. */
  nameNow(mapId: string, name: string, by: string): Promise<string>;
  /** Keeps the map as it is saved now, if it is another than the last version, and thins what has grown old. */
  cut(mapId: string): Promise<void>;
  /**
   * Makes the map what it was at a version: a new history, with a version of what was there before. Whoever has the map
   * open is sent out to come back to it. @throws AppError NOT_FOUND.
   */
  restore(mapId: string, versionId: string, by: User): Promise<{ generation: string; safety: string }>;
  /** False when it is gone already. */
  delete(mapId: string, versionId: string): Promise<boolean>;
}

export interface HistoryDeps {
  hub: Hub;
  log: UpdateLog;
  versions: Versions;
  journals: Journals;
  chronicle: Chronicle;
  thread: MapThread;
}

interface Prepared {
  seq: number;
  before: Version | undefined;
  summary: VersionSummary;
}

interface Exchange {
  generation: string;
  state: Uint8Array;
  by: string;
  prepared: Prepared;
}

/** Nobody changes a map so fast that it is never still for the tenth of a second that a restore needs. */
const mostAttempts = 20;

type Made = Pick<Version, "kind" | "name" | "by"> & Partial<Pick<Version, "ofAt">>;

export function openMapHistory({ hub, log, versions, journals, chronicle, thread }: HistoryDeps): MapHistory {
  const summarize = async (mapId: string, state: Uint8Array, before: Version | undefined) => {
    const old = before && (await versions.readState(mapId, before.id));
    return thread.run("summarizeVersion", (state.byteLength + (old?.byteLength ?? 0)) * inflatedBy, state, old);
  };

  const add = async (
    mapId: string,
    head: JournalHead,
    before: Version | undefined,
    made: Made,
    known?: VersionSummary,
  ) => {
    const { generation, seq, lastChange, state } = head;
    // What two processes make of the same moment is one version.
    const id = made.kind === "automatic" ? `ver-${mapId}-${seq}` : newId("ver");
    const summary = known ?? (await summarize(mapId, state, before));
    const contributors = await journals.authors(mapId, before?.lastChange ?? 0, lastChange);
    const own = { id, at: new Date().toISOString(), generation, seq, lastChange, contributors, summary };
    await versions.add(mapId, { ofAt: null, ...made, ...own }, state);
    return id;
  };

  /** What takes long of keeping what is there, done while people still work on the map. */
  const prepare = async (mapId: string): Promise<Prepared> => {
    const { seq, state } = await chronicle.read(mapId);
    const before = await versions.latest(mapId);
    return { seq, before, summary: await summarize(mapId, state, before) };
  };

  /**
   * Keeps what is there and puts `state` in its place. People on another node may change the map in between: what they did
   * is kept too, and when that goes on they are sent out. Gives the id of the version that keeps it. @throws AppError CONFLICT.
   */
  const exchange = async (mapId: string, { generation, state, by, prepared }: Exchange): Promise<string> => {
    for (let attempt = 1; ; attempt += 1) {
      const head = await chronicle.read(mapId);
      const before = await versions.latest(mapId);
      const isPrepared = prepared.seq === head.seq && prepared.before?.id === before?.id;
      const made = { kind: "safety", name: null, by } as const;
      const id = await add(mapId, head, before, made, isPrepared ? prepared.summary : undefined);
      try {
        await log.replace(mapId, generation, state, head.seq);
        return id;
      } catch (error) {
        // Whatever else failed, the exchange may have happened: then this is all that is left of what was there.
        if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
        await versions.delete(mapId, id);
        if (attempt === mostAttempts) throw error;
        await hub.kick(mapId, closeCodes.otherGeneration);
      }
    }
  };

  /** The one that follows a version that goes says what both changed. */
  const drop = async (mapId: string, ids: readonly string[]) => {
    for (const id of ids) {
      const all = await versions.list(mapId);
      const index = all.findIndex((version) => version.id === id);
      const [newer, gone, older] = [all[index - 1], all[index], all[index + 1]];
      if (gone === undefined) continue;
      const state = newer && (await versions.readState(mapId, newer.id));
      if (newer !== undefined && state !== undefined) {
        const contributors = [...new Set([...gone.contributors, ...newer.contributors])];
        await versions.revise(mapId, newer.id, contributors, await summarize(mapId, state, older));
      }
      await versions.delete(mapId, id);
    }
  };

  const thin = async (mapId: string) => drop(mapId, versionsToDrop(await versions.list(mapId), Date.now()));

  return {
    async nameNow(mapId, name, by) {
      await hub.saved(mapId);
      const head = await chronicle.read(mapId);
      const last = await versions.latest(mapId);
      if (last?.kind !== "automatic" || !isAt(last, head)) return add(mapId, head, last, { kind: "named", name, by });
      await versions.name(mapId, last.id, name, by);
      return last.id;
    },

    async cut(mapId) {
      const head = await chronicle.read(mapId);
      const last = await versions.latest(mapId);
      if (last === undefined || !isAt(last, head))
        await add(mapId, head, last, { kind: "automatic", name: null, by: null });
      await thin(mapId);
    },

    async restore(mapId, versionId, by) {
      const version = await versions.read(mapId, versionId);
      const old = await versions.readState(mapId, versionId);
      if (version === undefined || old === undefined) throw new AppError("NOT_FOUND", "This version is gone.");
      const generation = newId("gen");
      const state = await thread.run("newHistory", old.byteLength * inflatedBy, old, generation);
      const prepared = await prepare(mapId);
      const safety = await hub.replace(mapId, `${by.name} restored this map.`, () =>
        exchange(mapId, { generation, state, by: by.id, prepared }),
      );
      const made = { kind: "restored", name: version.name, by: by.id, ofAt: version.at } as const;
      await add(mapId, await chronicle.read(mapId), await versions.latest(mapId), made);
      return { generation, safety };
    },

    async delete(mapId, versionId) {
      const isThere = (await versions.read(mapId, versionId)) !== undefined;
      await drop(mapId, [versionId]);
      return isThere;
    },
  };
}

function isAt(version: Version, head: JournalHead): boolean {
  return version.generation === head.generation && version.seq === head.seq;
}
