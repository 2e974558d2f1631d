import Sqlite from "better-sqlite3";
import { databaseFile } from "../../../server/store/database.ts";
import { until } from "../../integration/syncClient.ts";
import { editsOf } from "../edits.ts";
import { harms } from "../harm.ts";
import type { Scenario, Seen } from "../scenario.ts";

/**
 * The server dies, the log is harmed, and it starts again: the map opens, people come back and fill what is missing. Each
 * round does another harm, three times over.
 */
export const corruptLog: Scenario = {
  name: "corrupt",
  fault: "rows and snapshots that are damaged, foreign or gone",
  subject: "studio",
  async round(bed) {
    await bed.everybodyIn();
    await bed.workDuring(() => bed.someTime(400));
    const seen: Seen = {};
    await bed.whileDown(() => {
      const db = new Sqlite(databaseFile(bed.dataDir));
      const kinds = Object.entries(harms);
      const [name, harm] = kinds[bed.round % kinds.length] ?? ["", () => false];
      for (let times = 3; times > 0; times--) if (harm(db, bed.map, bed.random)) seen[name] = (seen[name] ?? 0) + 1;
      db.close();
    });
    const reader = bed.openReader();
    await until(() => reader.provider.synced, "the map opens", 60_000);
    await until(() => editsOf(reader.doc).length >= bed.oplog.edits.length, "people fill what is missing", 60_000);
    reader.close();
    const areSaved = () => bed.people.every(({ client }) => client.saved === client.sent);
    await until(areSaved, "what they filled in is saved", 60_000);
    return seen;
  },
};
