import { beforeEach, expect, test, vi } from "vitest";
import type { CopyName } from "../../../client/session/localCopy.ts";
import { listSetAsideCopies } from "../../../client/session/setAsideCopies.ts";
import { stateOf } from "../../../shared/doc/docState.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { type Journey } from "../../../shared/model/journey.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";

/** What this browser keeps: states by their history. */
const browser = vi.hoisted(() => ({ copies: new Map<string, Uint8Array>() }));

vi.mock("../../../client/session/localCopy.ts", async (importOriginal) => ({
  ...(await importOriginal<object>()),
  listLocalCopies: async (user: string, map: string) =>
    [...browser.copies.keys()].map((generation) => ({ user, map, generation })),
  readLocalState: async ({ generation }: CopyName) => browser.copies.get(generation),
  deleteLocalCopy: async ({ generation }: CopyName) => void browser.copies.delete(generation),
}));
vi.mock("../../../client/api/versions.ts", () => ({ versionRequests: { list: async () => [] } }));

beforeEach(() => browser.copies.clear());

const journeyOf = (lists: object) => ({ format: "kept.journey", version: 1, title: "", ...lists }) as Journey;
/** The map as it is open, set back to a backup. */
const open = { generation: "back-1", canEdit: true, records: recordsOfJourney(journeyOf({})) };

const kept = (lists: object) => browser.copies.set("old", stateOf(createDoc(journeyOf(lists), "old")));
const list = async () =>
  (await listSetAsideCopies({ user: "ada", map: "m", open })).map(({ generation }) => generation);

test("O8 a copy without title and stages is offered for what else it holds that is gone", async () => {
  kept({ personas: [{ id: "p", name: "Traveller" }] });
  expect(await list()).toEqual(["old"]);
});

test("O8 a copy of which nothing can be read is not shown, and stays", async () => {
  browser.copies.set("old", Uint8Array.of(0, 0));
  expect(await list()).toEqual([]);
  expect([...browser.copies.keys()]).toEqual(["old"]);
});

test("O8 a copy that holds nothing beyond the map is removed", async () => {
  const same = { personas: [{ id: "p", name: "Traveller" }] };
  kept(same);
  const records = recordsOfJourney(journeyOf(same));
  expect(await listSetAsideCopies({ user: "ada", map: "m", open: { ...open, records } })).toEqual([]);
  expect([...browser.copies.keys()]).toEqual([]);
});
