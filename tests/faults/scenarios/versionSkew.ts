import * as Y from "yjs";
import { closeCodes } from "../../../shared/wire/close.ts";
import { openSyncClient, until } from "../../integration/syncClient.ts";
import type { Bed } from "../bed.ts";
import { editsOf } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

/**
 * Beside the people come clients of an older version with work of their own, which are turned away, and one of a newer
 * version, whose records this version does not know: they are kept as they are.
 */
export const versionSkew: Scenario = {
  name: "versionSkew",
  fault: "clients a version older and newer",
  subject: "studio",
  async round(bed) {
    await bed.everybodyIn();
    await bed.workDuring(async () => {
      await bed.someTime(200);
      await Promise.all([knock(bed, { v: "0" }), knock(bed, { schema: "0" })]);
      await newcomer(bed);
      await bed.someTime(200);
    });
    return { "turned away": 2, "newer clients": 1 };
  },
};

/** An older client with unsent work of its own: nothing of it may arrive. */
async function knock(bed: Bed, params: Record<string, string>): Promise<void> {
  const doc = new Y.Doc();
  doc.getArray("edits").push(["written by an older version"]);
  const { url, map } = bed;
  const older = openSyncClient({ url, map, doc, ...bed.credentials("older"), params });
  await until(() => older.closes.length > 0, "an older client is turned away", 30_000);
  older.close();
  if (older.closes[0] !== closeCodes.clientTooOld)
    throw new Error(`An older client was closed with ${older.closes[0]}`);
  if (editsOf(older.doc).length > 1) throw new Error("An older client was shown the map.");
}

/** A newer client writes a kind of record that this version does not know. */
async function newcomer(bed: Bed): Promise<void> {
  const { url, map } = bed;
  const params = { v: "2", schema: "2" };
  const newer = openSyncClient({ url, map, ...bed.credentials("newer"), params });
  await until(() => newer.provider.synced, "a newer client comes in", 30_000);
  newer.doc.getMap("ofTomorrow").set("key", { shape: "unknown" });
  await until(() => newer.saved === newer.sent, "what it writes is saved", 30_000);
  newer.close();
  const reader = bed.openReader();
  await until(() => reader.doc.getMap("ofTomorrow").has("key"), "it is kept as it is", 30_000);
  reader.close();
}
