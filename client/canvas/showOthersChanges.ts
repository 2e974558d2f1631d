import type { RecordChange } from "../../shared/model/records.ts";
import type { MapSession } from "../session/openMap.ts";
import { announce } from "../state/announce.ts";
import type { LocalStore } from "../state/local.ts";
import { moveMs } from "./motion.ts";
import { pacedCall } from "./paced.ts";

/** More at once is a paste or a reconnection: the map as a whole has changed, and no card of it should glow. */
const mostAtOnce = 20;
const glowMs = 1_000;
const readEveryMs = 4_000;

/** Lets cards that others change glow in their colour for a second, and reads changes out to those who ask for it. */
export function showOthersChanges(session: MapSession, local: LocalStore, root: HTMLElement): () => void {
  const { mirror, presence } = session;
  const unread = new Set<string>();
  const reading = pacedCall(() => {
    const titles = [...unread].flatMap((id) => mirror.read("touchpoint", id)?.title ?? []);
    unread.clear();
    const [first] = titles;
    if (first !== undefined)
      announce(titles.length === 1 ? `${first} changed` : `${first} and ${titles.length - 1} more changed`);
  }, readEveryMs);

  const stop = session.onOthersChange((changes) => {
    const touched = touchpointsOf(session, changes);
    if (touched.size > mostAtOnce) return;
    for (const id of touched) glow(root, id, authorColor(presence.read(), id));
    if (!local.getState().readsOutOthers || touched.size === 0) return;
    for (const id of touched) unread.add(id);
    reading.ask();
  });
  return () => {
    reading.cancel();
    stop();
  };
}

/** The touchpoints that changed, themselves or in what is expected, promised and known there. */
function touchpointsOf({ mirror }: MapSession, changes: readonly RecordChange[]): Set<string> {
  const ids = changes.flatMap((change) => {
    if (change.kind === "touchpoint") return change.id;
    if (change.kind === "expectation") return mirror.read("expectation", change.id)?.touchpoint ?? [];
    if (change.kind !== "promise" && change.kind !== "evidence") return [];
    const expectation = mirror.read(change.kind, change.id)?.expectation;
    return mirror.read("expectation", expectation ?? "")?.touchpoint ?? [];
  });
  return new Set(ids);
}

/** The colour of the person who holds that card now; an edit itself does not say whose it is. */
function authorColor(peers: ReturnType<MapSession["presence"]["read"]>, id: string): string {
  const holder = peers.find(
    ({ selection, drag, editing }) =>
      editing?.id === id || drag?.ids.includes(id) === true || selection?.includes(id) === true,
  );
  return holder?.user.color ?? "var(--kept-accent)";
}

function glow(root: HTMLElement, id: string, color: string): void {
  const card = root.querySelector(`[data-node="${CSS.escape(`touchpoint:${id}`)}"]`);
  // Who wants no motion sees a ring that stands still.
  const last = moveMs() === 0 ? color : "transparent";
  card?.animate([{ boxShadow: `0 0 0 4px ${color}` }, { boxShadow: `0 0 0 4px ${last}` }], {
    duration: glowMs,
    easing: "ease-in",
  });
}
