import { type Pass, type Passes, passKey } from "../auth/passes.ts";
import { decide } from "../auth/policy.ts";
import { program } from "../auth/identity.ts";
import { anonymous } from "../auth/who.ts";
import { type CloseCode, closeCodes } from "../../shared/wire/close.ts";
import type { Log } from "../log.ts";
import type { MapPlace, Maps } from "../store/maps.ts";
import type { Concerns } from "../sync/accessWatch.ts";
import type { Hub } from "../sync/hub.ts";
import type { Member } from "../sync/member.ts";

/**
 * Sends people out of rooms when their rights change, whatever changed them and on whichever node: everybody who is in a
 * room of this process is judged again each moment, by the same policy as when he came.
 */
export interface Expulsion {
  /** Judges those concerned at once, and asks whoever is just being let in to come back. */
  judgeAgain(concerns: Concerns): Promise<void>;
  close(): void;
}

export interface ExpulsionDeps {
  hub: Pick<Hub, "members" | "closeMembers" | "noteAccessChange">;
  passes: Passes;
  maps: Pick<Maps, "places">;
  log: Log;
}

/** With the time that closing takes, nobody stays for a second after his rights ended. */
const sweepMs = 700;
/** An open socket counts as use of its session; noted this often. */
const touchMs = 60_000;
/** A judgement that takes longer is given up, and everybody is judged anew. */
const judgeMs = 2_000;

type Present = { mapId: string; member: Member };

export function openExpulsion({ hub, passes, maps, log }: ExpulsionDeps): Expulsion {
  async function judge(present: readonly Present[], givenUp?: AbortSignal): Promise<void> {
    if (present.length === 0) return;
    const people = await passes.readMany(present.flatMap(({ member }) => member.pass ?? []));
    const ids = [...new Set(present.map(({ mapId }) => mapId))];
    const places = new Map((await maps.places(ids)).map((place) => [place.id, place]));
    // What it learnt may not be so any more.
    if (givenUp?.aborted === true) return;
    const leaving = new Map<CloseCode, Set<Member>>();
    for (const { mapId, member } of present) {
      const who = member.pass === undefined ? program : (people.get(passKey(member.pass)) ?? anonymous);
      const code = codeFor(who, member, places.get(mapId));
      if (code !== undefined) leaving.set(code, (leaving.get(code) ?? new Set()).add(member));
    }
    for (const [code, members] of leaving) hub.closeMembers(members, code);
  }

  let touchedAt = performance.now();
  let isSweeping = false;
  const sweep = async () => {
    // A slow database is asked once at a time.
    if (isSweeping) return;
    isSweeping = true;
    try {
      const present = hub.members();
      await inTime((givenUp) => judge(present, givenUp));
      touch(present);
    } catch (error) {
      log.error({ err: error }, "people in rooms not judged again");
    } finally {
      isSweeping = false;
    }
  };
  /** Nobody's rights wait for this. */
  const touch = (present: readonly Present[]) => {
    if (performance.now() - touchedAt < touchMs) return;
    touchedAt = performance.now();
    const inUse: Pass[] = present.flatMap(({ member }) => member.pass ?? []);
    passes.touch(inUse).catch((error: unknown) => log.error({ err: error }, "use of sessions not noted"));
  };
  const timer = setInterval(() => void sweep(), sweepMs).unref();

  return {
    async judgeAgain(concerns) {
      hub.noteAccessChange(concerns);
      await judge(hub.members().filter(({ mapId, member }) => concerns(mapId, member)));
    },
    close: () => clearInterval(timer),
  };
}

/** Rejects when the work is not done within {@link judgeMs}; its signal tells the work so. */
function inTime(work: (givenUp: AbortSignal) => Promise<void>): Promise<void> {
  const control = new AbortController();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      control.abort();
      reject(new Error(`no judgement within ${judgeMs} ms`));
    }, judgeMs);
    void work(control.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** The code to send somebody away with; undefined when he may stay as he is. */
function codeFor(who: Parameters<typeof decide>[1], member: Member, map: MapPlace | undefined): CloseCode | undefined {
  const place = map && { map };
  const verdict = decide("sync.join", who, place);
  if (verdict === "allowed") {
    const canEdit = decide("sync.update", who, place) === "allowed";
    return canEdit === member.canEdit ? undefined : closeCodes.comeBack;
  }
  // A guest whose last link ended is nobody: there is nothing else he could be told of.
  if (verdict === "SIGNED_OUT" || (who.kind === "guest" && map?.state === "here")) return closeCodes.signedOut;
  return verdict === "FORBIDDEN" ? closeCodes.forbidden : closeCodes.noSuchMap;
}
