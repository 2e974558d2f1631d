import { AppError } from "../../shared/errors.ts";
import type { StoredRun } from "../../shared/api/runs.ts";
import { isContinuationOf, mergeRuns } from "../../shared/recovery/mergeRuns.ts";
import type { Happening, PlayRun } from "../../shared/recovery/playRun.ts";
import { recordEvent, type RunRefusal } from "../../shared/recovery/runState.ts";
import { request } from "../api/request.ts";
import { itemKey } from "./keptItems.ts";
import { type KeptItem, pruneKeptRuns, readKeptRuns, writeKeptRun } from "./keptRuns.ts";
import { createObserved, type Observable } from "./observable.ts";
import { runStoreEnds } from "./runStoreEnd.ts";

/** A run as the page shows it: somebody's, and whether the server has it. */
export interface ShownRun {
  run: PlayRun;
  by: { id: string; name: string };
  /** `kept`: in this browser, to be sent. `tabOnly`: to be sent, and this browser does not keep it. */
  sending: "sent" | "kept" | "tabOnly" | "refused";
  /** Why the server did not take it. */
  problem?: string;
}

/** The runs of a map's plays: everybody's from the server, and one's own, also without the network. */
export interface RunStore extends Observable<readonly ShownRun[]> {
  start: (run: PlayRun) => void;
  /** What the rules say against it; undefined when it is recorded. */
  record: (id: string, event: Happening) => RunRefusal | undefined;
  /** Asks the server for everybody's runs and sends one's own. Never rejects. */
  refresh: () => Promise<void>;
}

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

const stores = new Map<string, RunStore>();

/** The runs of one map for one user, the same store however many ask. */
export function openRunStore(user: { id: string; name: string }, map: string): RunStore {
  const key = keyOf(user.id, map);
  const store = stores.get(key) ?? createRunStore(user, map);
  stores.set(key, store);
  return store;
}

function keyOf(user: string, map: string): string {
  return `${runStoreEnds()} ${itemKey("run", user, map)}`;
}

function createRunStore(user: { id: string; name: string }, map: string): RunStore {
  let own = new Map<string, KeptItem>();
  let remote: readonly StoredRun[] = [];
  const notKept = new Set<string>();
  const refused = new Map<string, string>();
  const shown = createObserved<readonly ShownRun[]>([]);
  const born = runStoreEnds();
  const isOver = () => runStoreEnds() !== born;
  let isSending = false;
  let isSignedOut = false;
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = () => {
    const mine = [...own.values()].map(({ run, isSent, by = user }): ShownRun => ({
      run,
      by,
      sending: isSent ? "sent" : refused.has(run.id) ? "refused" : notKept.has(run.id) ? "tabOnly" : "kept",
      ...(refused.has(run.id) && { problem: refused.get(run.id) ?? "" }),
    }));
    const others = remote
      .filter(({ run }) => !own.has(run.id))
      .map(({ run, by }) => ({ run, by, sending: "sent" as const }));
    shown.set([...mine, ...others].sort((a, b) => (a.run.startedAt < b.run.startedAt ? 1 : -1)));
  };

  const keep = (item: KeptItem) => {
    if (isOver()) return;
    own.set(item.run.id, item);
    if (writeKeptRun(user.id, map, item)) notKept.delete(item.run.id);
    else notKept.add(item.run.id);
  };

  /** What other tabs of this browser did meanwhile. */
  const reread = () => {
    const kept = new Map(readKeptRuns(user.id, map).map((item) => [item.run.id, item]));
    for (const id of notKept) {
      const item = own.get(id);
      if (item !== undefined) kept.set(id, item);
    }
    own = kept;
  };

  /** What the server has goes on here where it is ahead, as when one went on elsewhere. */
  const takeFromServer = () => {
    for (const { run } of remote) {
      const mine = own.get(run.id);
      if (mine?.isSent === true && isContinuationOf(run, mine.run)) keep({ ...mine, run });
    }
  };

  async function list(): Promise<void> {
    remote = await request("listRuns", { params: { map }, query: {} });
    takeFromServer();
  }

  async function sendOne(item: KeptItem): Promise<void> {
    const { run } = item;
    try {
      const stored = await request("putRun", { params: { map, run: run.id }, body: run });
      reread();
      const now = own.get(run.id)?.run ?? run;
      if (isContinuationOf(stored.run, now)) keep({ ...item, run: stored.run, isSent: true });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
      // Continued in another browser: what is there stands, and what only this one has comes after it.
      await list();
      const stored = remote.find((each) => each.run.id === run.id);
      if (stored === undefined) throw error;
      keep({ ...item, run: mergeRuns(stored.run, own.get(run.id)?.run ?? run), isSent: false });
    }
  }

  async function send(): Promise<void> {
    if (isSending || isSignedOut || isOver()) return;
    isSending = true;
    clearTimeout(timer);
    try {
      for (;;) {
        const next = [...own.values()].find(({ run, isSent }) => !isSent && !refused.has(run.id));
        if (next === undefined || isOver()) break;
        try {
          await sendOne(next);
          retryMs = firstRetryMs;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          if (error.code === "SIGNED_OUT") {
            // Kept here, but not sent under the name of whoever signs in next: they get a store of their own.
            isSignedOut = true;
            stores.delete(keyOf(user.id, map));
            break;
          }
          if (canPass(error)) {
            retryLater();
            break;
          }
          refused.set(next.run.id, error.message);
        }
        show();
      }
    } finally {
      isSending = false;
      show();
    }
  }

  const retryLater = () => {
    // Full jitter: a studio that comes back is not met by every phone at once.
    timer = setTimeout(() => void send(), Math.random() * retryMs);
    retryMs = Math.min(longestRetryMs, retryMs * 2);
  };

  const change = (item: KeptItem) => {
    refused.delete(item.run.id);
    keep(item);
    show();
    void send();
  };

  pruneKeptRuns(user.id, map, new Date().toISOString().slice(0, 10));
  reread();
  show();
  window.addEventListener("online", () => {
    retryMs = firstRetryMs;
    void send();
  });
  window.addEventListener("storage", ({ key }) => {
    if (key === null || !key.startsWith(itemKey("run", user.id, map))) return;
    reread();
    show();
  });
  void send();

  return {
    read: shown.read,
    subscribe: shown.subscribe,
    start: (run) => change({ run, isSent: false }),
    record(id, event) {
      reread();
      const before: Pick<KeptItem, "run" | "by"> | undefined = own.get(id) ?? remote.find(({ run }) => run.id === id);
      if (before === undefined) return "OVER";
      const { run, by = user } = before;
      const isMine = by.id === user.id;
      // Others only ask the customer again, under their own name.
      if (!isMine && event.type !== "followedUp") return "OVER";
      const named = isMine ? event : { ...event, by: { id: user.id, name: user.name } };
      const next = recordEvent(run, { ...named, at: new Date().toISOString() });
      if (typeof next === "string") return next;
      change({ run: next, isSent: false, ...(!isMine && { by }) });
      return undefined;
    },
    async refresh() {
      await list().catch(() => undefined);
      show();
      await send();
    },
  };
}

/** Whether it may work later by itself. */
function canPass({ code }: AppError): boolean {
  // Not a CONFLICT: one that merging does not solve is there the next time too.
  return code === "UNAVAILABLE" || code === "RATE" || code === "NOT_SAVED";
}
