/**
 * Which of this tab's edits are on disk, from what was sent and what the server said of it (message 4). Knows no socket:
 * it is told what happened. An edit is saved when a message that holds it, sent on the connection that is open now, has
 * been acknowledged, or when the server asked for what it lacks on disk and there was nothing.
 */
export interface SaveTracker {
  /** Edits made and not known to be saved. */
  readonly pending: number;
  /** Why an edit was not taken, until what was sent again has been saved. */
  readonly refusal: Refusal | undefined;
  /** The edits that earlier tabs left behind are in the document; a connection that is open must begin anew. */
  carriedArrived: () => void;
  /** A local edit was written into the document. Call before it is sent. */
  edited: () => void;
  /** A new connection: nothing sent before counts on it. */
  connected: () => void;
  /** An Update went out, in so many messages; it holds the last edit only. */
  sentUpdate: (messages: number) => void;
  /** A SyncStep2 went out, in so many messages; it holds every edit the server lacks. An empty one counts as none. */
  sentState: (messages: number) => void;
  /** The first `count` messages of this connection are settled. */
  saved: (count: number) => void;
  /** Message `index` (from 1) of this connection was not taken. */
  refused: (index: number, refusal: Refusal) => void;
}

export interface Refusal {
  code: string;
  text: string;
}

/** @param carried edits that earlier tabs left behind in the local copy; nothing settles them before they arrived. */
export function createSaveTracker(carried: number, changed: () => void): SaveTracker {
  let made = 0;
  let awaited = carried;
  let settled = 0;
  let sent = 0;
  let acknowledged = 0;
  /** Whether the server has been sent, on this connection, everything that came before the next Update. */
  let complete = false;
  let refusal: (Refusal & { made: number }) | undefined;
  /** When message `index` is settled, the first `made` edits are. */
  let marks: { index: number; made: number }[] = [];

  const settle = () => {
    while (marks[0] !== undefined && marks[0].index <= acknowledged) settled = marks.shift()?.made ?? settled;
    if (refusal !== undefined && settled >= refusal.made) refusal = undefined;
    changed();
  };

  return {
    get pending() {
      return awaited + made - settled;
    },
    get refusal() {
      return refusal;
    },
    carriedArrived() {
      made += awaited;
      awaited = 0;
      // Messages that went out before them do not hold them.
      complete = false;
      changed();
    },
    edited() {
      made += 1;
      changed();
    },
    connected() {
      sent = 0;
      acknowledged = 0;
      marks = [];
      complete = false;
      changed();
    },
    sentUpdate(messages) {
      sent += messages;
      if (complete) marks.push({ index: sent, made });
    },
    sentState(messages) {
      sent += messages;
      complete = true;
      marks.push({ index: sent, made });
      settle();
    },
    saved(count) {
      acknowledged = count;
      settle();
    },
    refused(index, why) {
      // What came before may still be settled. What comes after builds on what was not taken: it proves nothing until
      // the server has asked again for all it lacks.
      marks = marks.filter((mark) => mark.index < index);
      complete = false;
      refusal = { ...why, made };
      changed();
    },
  };
}
