import { createObserved, type Observable } from "../session/observable.ts";

/** A few words at the edge of the page about something that was done or did not work. */
export interface Notice {
  id: number;
  kind: "done" | "failed";
  /** Not shown for ordinary notices. */
  title?: string;
  text: string;
  /** What may be done about it; taking it closes the notice. */
  action?: { label: string; run: () => void };
}

const shownMs = 8_000;
/** More at once would hide the page; the oldest goes, and a failure only when there is nothing else. */
const most = 3;

const shown = createObserved<readonly Notice[]>([]);
let lastId = 0;
let held = false;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const notices: Observable<readonly Notice[]> = shown;

/** Says that something did not work: what happened, then what is safe or what to do. It stays until it is dismissed. */
export function showError(title: string, text = ""): void {
  show({ kind: "failed", title, text });
}

/** Says that something was done, where the page itself does not show it. @returns the notice, to hide it earlier. */
export function showNotice(text: string, action?: Notice["action"]): number {
  return show({ kind: "done", text, action });
}

export function hideNotice(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  shown.set(shown.read().filter((notice) => notice.id !== id));
  // What goes away under a pointer or the focus does not say that these have left.
  if (held) holdNotices(false);
}

/** Keeps the notices while somebody is at them; each has its whole time again afterwards. */
export function holdNotices(hold: boolean): void {
  held = hold;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  if (!hold) for (const { id, kind } of shown.read()) if (kind === "done") hideLater(id);
}

function show(notice: Omit<Notice, "id">): number {
  const id = ++lastId;
  const { kind, title, text } = notice;
  // The same failure again takes the place of the first.
  const others = shown.read().filter((other) => kind === "done" || other.title !== title || other.text !== text);
  if (others.length >= most)
    others.splice(
      Math.max(
        0,
        others.findIndex((other) => other.kind === "done"),
      ),
      1,
    );
  shown.set([...others, { ...notice, id }]);
  if (kind === "done" && !held) hideLater(id);
  return id;
}

function hideLater(id: number): void {
  timers.set(
    id,
    setTimeout(() => hideNotice(id), shownMs),
  );
}
