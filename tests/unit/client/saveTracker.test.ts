import { expect, test } from "vitest";
import { createSaveTracker } from "../../../client/session/saveTracker.ts";

const open = (carried = 0) => {
  const tracker = createSaveTracker(carried, () => undefined);
  tracker.carriedArrived();
  return tracker;
};
const refusal = { code: "NOT_SAVED", text: "The server cannot save at the moment." };

test("O1 an edit is pending until the message that holds it is acknowledged", () => {
  const tracker = open();
  tracker.connected();
  tracker.sentState(0);
  for (let edit = 0; edit < 3; edit++) {
    tracker.edited();
    tracker.sentUpdate(1);
  }
  tracker.saved(2);
  expect(tracker.pending).toBe(1);
  tracker.saved(3);
  expect(tracker.pending).toBe(0);
});

test("O1 what was sent on a lost connection is not acknowledged by the next", () => {
  const tracker = open();
  tracker.connected();
  tracker.sentState(0);
  tracker.edited();
  tracker.sentUpdate(1);
  tracker.connected();
  tracker.saved(1);
  expect(tracker.pending).toBe(1);
  tracker.sentState(1);
  expect(tracker.pending).toBe(0);
});

test("O2 an Update that overtakes the first SyncStep2 does not prove the offline edits before it", () => {
  const tracker = open();
  tracker.edited();
  tracker.connected();
  tracker.edited();
  tracker.sentUpdate(1);
  tracker.saved(1);
  expect(tracker.pending).toBe(2);
  tracker.sentState(1);
  tracker.saved(2);
  expect(tracker.pending).toBe(0);
});

test("O3 an empty SyncStep2 settles what came before it, but not an Update that is still on its way", () => {
  const tracker = open(4);
  tracker.connected();
  tracker.sentState(0);
  expect(tracker.pending).toBe(0);
  tracker.edited();
  tracker.sentUpdate(1);
  tracker.sentState(0);
  expect(tracker.pending).toBe(1);
  tracker.saved(1);
  expect(tracker.pending).toBe(0);
});

test("O6 edits of earlier tabs that a slow disk holds back are not settled by what was sent without them", () => {
  const tracker = createSaveTracker(2, () => undefined);
  tracker.connected();
  tracker.sentState(0);
  tracker.edited();
  tracker.sentUpdate(1);
  tracker.saved(1);
  expect(tracker.pending).toBe(2);
  tracker.carriedArrived();
  tracker.sentUpdate(1);
  tracker.saved(2);
  expect(tracker.pending).toBe(2);
  tracker.connected();
  tracker.sentState(1);
  tracker.saved(1);
  expect(tracker.pending).toBe(0);
});

test("O4 a refused edit stays unsaved, with all that builds on it, until it was sent again and acknowledged", () => {
  const tracker = open();
  tracker.connected();
  tracker.sentState(0);
  for (let edit = 0; edit < 3; edit++) {
    tracker.edited();
    tracker.sentUpdate(1);
  }
  tracker.refused(2, refusal);
  tracker.saved(3);
  expect(tracker).toMatchObject({ pending: 2, refusal });
  tracker.sentState(1);
  expect(tracker).toMatchObject({ pending: 2, refusal });
  tracker.saved(4);
  expect(tracker).toMatchObject({ pending: 0, refusal: undefined });
});
