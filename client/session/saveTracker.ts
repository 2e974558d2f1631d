/**
 * Which of this tab's edits are on disk, from what was sent and what the server said of it (trust.md, message 4).
 * Knows no socket: it is told what happened. An edit counts as saved only when a message that contains it, on the
 * connection it was sent on, has been acknowledged.
 */
export interface SaveTracker {
  /** Edits made and not known to be saved. */
  readonly pending: number;
  /** Why the oldest pending edit was refused, while it is. */
  readonly refusal: Refusal | undefined;
  /** A local edit was written into the document. Call before it is sent. */
  edited(): void;
  /** A new connection: its message count starts at nothing, and nothing sent before counts on it. */
  connected(): void;
  /** An Update went out; it holds the last edit only. */
  sentUpdate(): void;
  /** A SyncStep2 went out; it holds every edit the server lacks. An empty one is not counted by the server. */
  sentState(empty: boolean): void;
  /** The first `count` messages of this connection are settled. */
  saved(count: number): void;
  /** Message `index` (from 1) of this connection was not taken. */
  refused(index: number, refusal: Refusal): void;
}

export interface Refusal {
  code: string;
  text: string;
}

/** @param carried edits that earlier tabs left behind in the local copy. */
export function createSaveTracker(carried: number, changed: () => void): SaveTracker {
  let made = carried;
  let settled = 0;
  let sent = 0;
  let complete = false;
  let refusal: Refusal | undefined;
  /** When message `index` is settled, the first `made` edits are. */
  let marks: { index: number; made: number }[] = [];

  const mark = () => {
    // After a refusal nothing more can be proven on this connection: what is sent now builds on what was not taken.
    if (refusal === undefined) marks.push({ index: sent, made });
  };

  return {
    get pending() {
      return made - settled;
    },
    get refusal() {
      return refusal;
    },
    edited() {
      made += 1;
      changed();
    },
    connected() {
      sent = 0;
      marks = [];
      complete = false;
      refusal = undefined;
      changed();
    },
    sentUpdate() {
      sent += 1;
      // Before the first SyncStep2 the server may still lack what came before this edit.
      if (complete) mark();
    },
    sentState(empty) {
      if (!empty) sent += 1;
      complete = true;
      mark();
    },
    saved(count) {
      while (marks[0] !== undefined && marks[0].index <= count) settled = marks.shift()?.made ?? settled;
      changed();
    },
    refused(index, why) {
      marks = marks.filter((mark) => mark.index < index);
      refusal = why;
      changed();
    },
  };
}
