import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import { moveSelection } from "../../../client/actions/moveSelection.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { openPair } from "../../world/pair.ts";

test("G5 a note in a notes lane goes from cell to cell, any other a little way", () => {
  const person = openPair({
    format: "kept.journey",
    version: 1,
    title: "Notes",
    stages: ["a", "b"].map((id) => ({ id, title: id })),
    lanes: [
      { id: "first", title: "First", kind: "notes" },
      { id: "front", title: "Front", kind: "frontstage" },
      { id: "second", title: "Second", kind: "notes" },
    ],
    notes: [
      { id: "kept", text: "In a cell", stage: "a", lane: "first" },
      { id: "free", text: "Free", x: 10, y: 20 },
    ],
  }).ann;
  const local = createLocalStore();
  const selection = ["kept", "free"].map((id) => ({ kind: "note" as const, id }));
  local.setState({ selection });
  const context = { map: { mirror: person.mirror }, local, run: person.run } as unknown as ActionContext;
  for (const direction of ["right", "right", "down", "down"] as const) moveSelection(context, direction);
  expect(person.mirror.read("note", "kept")).toMatchObject({ stage: "b", lane: "second" });
  expect(person.mirror.read("note", "free")).toMatchObject({ x: 42, y: 52 });
});
