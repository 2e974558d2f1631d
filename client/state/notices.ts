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
/** More at once would hide the page; the oldest goes. */
const most = 3;

const shown = createObserved<readonly Notice[]>([]);
let lastId = 0;

export const notices: Observable<readonly Notice[]> = shown;

/** Says that something did not work: what happened, then what is safe or what to do. */
export function showError(title: string, text = ""): void {
  show({ kind: "failed", title, text });
}

/** Says that something was done, where the page itself does not show it. @returns the notice, to hide it earlier. */
export function showNotice(text: string, action?: Notice["action"]): number {
  return show({ kind: "done", text, action });
}

export function hideNotice(id: number): void {
  shown.set(shown.read().filter((notice) => notice.id !== id));
}

function show(notice: Omit<Notice, "id">): number {
  const id = ++lastId;
  shown.set([...shown.read(), { ...notice, id }].slice(-most));
  setTimeout(() => hideNotice(id), shownMs);
  return id;
}
