import type { Worker } from "node:worker_threads";
import { startWorkerThread } from "../workerThread.ts";

/** What the thread is started with, and what goes back and forth: one request, one reply, in order. */
export interface SaverStart {
  file: string;
}
export type SaverRequest = { id: number; op: string; args: unknown[] };
export type SaverReply =
  | { id: number; value: unknown }
  | { id: number; error: { code: string | undefined; message: string } };

/** Starts the thread that writes to disk. */
export function startSaverThread(start: SaverStart): Worker {
  return startWorkerThread("store/saverWorker", { workerData: start });
}
