// @vitest-environment happy-dom
import { expect, test } from "vitest";
import type { MapSession } from "../../../client/session/openMap.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import type { RecordChange } from "../../../shared/model/records.ts";
import { openPair } from "../../world/pair.ts";
import { smallJourney } from "../panels/inspectorWorld.tsx";

test("G12 a card that somebody else changes glows in the colour of who holds it; without motion the ring stands still", async () => {
  let isStill = false;
  Object.assign(window, {
    matchMedia: () => ({
      get matches() {
        return isStill;
      },
    }),
  });
  const { showOthersChanges } = await import("../../../client/canvas/showOthersChanges.ts");
  const { mirror } = openPair(smallJourney).ann;
  let tell: (changes: readonly RecordChange[]) => void = () => undefined;
  const session = {
    mirror,
    presence: { read: () => [{ user: { color: "teal" }, selection: ["t"] }] },
    onOthersChange: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
  } as unknown as MapSession;
  const root = document.createElement("div");
  const card = root.appendChild(document.createElement("div"));
  card.dataset.node = "touchpoint:t";
  const rings: unknown[] = [];
  card.animate = (frames) => rings.push((frames as Keyframe[]).map(({ boxShadow }) => boxShadow)) as never;

  const stop = showOthersChanges(session, createLocalStore(), root);
  tell([{ kind: "evidence", id: "e" }]);
  isStill = true;
  tell([{ kind: "touchpoint", id: "t" }]);
  expect(rings).toEqual([
    ["0 0 0 4px teal", "0 0 0 4px transparent"],
    ["0 0 0 4px teal", "0 0 0 4px teal"],
  ]);
  stop();
});
