import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../shared/assert.ts";
import { AppError } from "../../shared/errors.ts";
import { openSqlite } from "./database.ts";
import { type LogBatch, unpackEntries } from "./logBatch.ts";
import type { SaverReply, SaverRequest, SaverStart } from "./saverThread.ts";
import { openUpdateLogTables } from "./updateLogTables.ts";

// The thread that writes to disk: a commit waits for the disk here and holds up nobody else.

const port = must(parentPort, "the saver runs in a worker thread");
const { file } = workerData as SaverStart;
const db = openSqlite(file);
const tables = openUpdateLogTables(db);
const operations = new Map<string, (...args: never[]) => unknown>(Object.entries(tables));
operations.set("append", (batch: LogBatch) => tables.append(unpackEntries(batch)));
operations.set("close", () => db.close());

port.on("message", ({ id, op, args }: SaverRequest) => {
  let reply: SaverReply;
  try {
    const operation = must(operations.get(op), `the saver knows no ${op}`);
    reply = { id, value: operation(...(args as never[])) };
  } catch (error) {
    const code = error instanceof AppError ? error.code : undefined;
    reply = { id, error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
  port.postMessage(reply);
  if (op === "close") port.close();
});
