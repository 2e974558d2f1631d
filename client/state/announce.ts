import { createObserved, type Observable } from "../session/observable.ts";

const said = createObserved("");

/** What the polite live region says now. */
export const announcement: Observable<string> = said;

/** Says something to screen readers when they are idle. The same text twice is said twice. */
export function announce(text: string): void {
  said.set(text === said.read() ? `${text}\u00a0` : text);
}
