import { closeCodes } from "../../../shared/wire/close.ts";
import * as Y from "yjs";
import { openSyncClient, until } from "../../integration/syncClient.ts";
import { editsOf } from "../edits.ts";
import type { Scenario } from "../scenario.ts";
import { openWriter } from "../writer.ts";

/**
 * Somebody was away since long before, works on an old copy, and comes back to a server that was started anew since:
 * all of it arrives once. Somebody else brings a copy of another history: nothing of it is taken.
 */
export const staleClient: Scenario = {
  name: "staleClient",
  fault: "clients with an old copy and with one of another history",
  subject: "studio",
  async round(bed) {
    await bed.everybodyIn();
    const { map } = bed;
    const name = `away${bed.oplog.edits.length}`;
    const away = openWriter(bed.oplog, name, { url: bed.url, map, ...bed.credentials(name) });
    await until(() => away.client.provider.synced, "somebody has a copy", 30_000);
    away.write();
    away.client.provider.disconnect();
    await bed.workDuring(() => bed.someTime(400));
    await bed.restart();
    for (let edits = 10; edits > 0; edits--) away.write();
    await bed.workDuring(async () => {
      away.client.provider.connect();
      await bringOtherHistory(bed.url, map, bed.credentials("restored"));
      await bed.someTime(200);
      await until(() => bed.oplog.of(name).every((id) => bed.oplog.isAcknowledged(id)), "old work is saved", 60_000);
    });
    away.close();
    return { "edits made on old copies": 11 };
  },
};

async function bringOtherHistory(
  url: string,
  map: string,
  credentials: { headers?: Record<string, string> },
): Promise<void> {
  const doc = new Y.Doc();
  doc.getArray("edits").push(["written in another history"]);
  const client = openSyncClient({ url, map, doc, ...credentials, params: { generation: "another" } });
  await until(() => client.closes.length > 0, "a copy of another history is turned away", 30_000);
  client.close();
  const [code] = client.closes;
  if (code !== closeCodes.otherGeneration) throw new Error(`A copy of another history was closed with ${code}`);
  if (editsOf(doc).length > 1) throw new Error("A copy of another history was mixed with the map.");
}
