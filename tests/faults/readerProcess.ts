import { databaseFile } from "../../server/store/database.ts";
import { openSqliteUpdateLog } from "../../server/store/updateLogSqlite.ts";
import { openHub } from "../../server/sync/hub.ts";
import { editsOf } from "./edits.ts";

// Reads the edits of one map as any server would, in a process of its own that nobody can reach, and prints them.

const log = openSqliteUpdateLog({ file: databaseFile(process.env.KEPT_DATA_DIR ?? ".") });
const hub = openHub({ log });
const edits = await hub.read(process.env.KEPT_MAP ?? "map", editsOf);
process.stdout.write(`${JSON.stringify(edits)}\n`);
await hub.drain();
await log.close();
