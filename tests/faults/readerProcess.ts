import { databaseFile } from "../../server/store/database.ts";
import { openUpdateLog } from "../../server/store/openUpdateLog.ts";
import { openHub } from "../../server/sync/hub.ts";
import { editsOf } from "./edits.ts";

// Reads the edits of one map as any server would, in a process of its own that nobody can reach, and prints them.

const { KEPT_DATA_DIR = ".", KEPT_MAP = "map", DATABASE_URL: url } = process.env;
const place =
  url === undefined
    ? { kind: "sqlite" as const, file: databaseFile(KEPT_DATA_DIR) }
    : { kind: "postgres" as const, url };
// A name of its own each time: a reading that ends at once must not count as an opening that ended the process.
const log = openUpdateLog({ place, node: `reader-${process.pid}` });
const hub = openHub({ log });
const edits = await hub.read(KEPT_MAP, editsOf);
process.stdout.write(`${JSON.stringify(edits)}\n`);
await hub.drain();
await log.close();
