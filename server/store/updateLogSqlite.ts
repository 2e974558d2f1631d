import type { Worker } from "node:worker_threads";
import { AppError, type ErrorCode, errorTable } from "../../shared/errors.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { LogMeter } from "./logMeter.ts";
import { packEntries } from "./logBatch.ts";
import { type SaverReply, type SaverRequest, startSaverThread } from "./saverThread.ts";
import type { LoadedMap, LogEntry, LogTail, MapHead, UpdateLog } from "./updateLog.ts";
import { type FailureListener, UpdateLogQueue } from "./updateLogQueue.ts";
import type { UpdateLogTables } from "./updateLogTables.ts";

export interface SqliteUpdateLogOptions {
  /** The database file; its folder exists. */
  file: string;
  clock?: Clock;
  /** Starts the thread that writes; a test can end it. */
  startThread?: typeof startSaverThread;
  /** Told about every failed commit and every death of the thread. */
  onFailure?: FailureListener;
  meter?: LogMeter;
}

/** Opens the update log in a SQLite file, with a thread of its own for the disk. */
export function openSqliteUpdateLog(options: SqliteUpdateLogOptions): UpdateLog {
  const { file, clock = systemClock, startThread = startSaverThread, onFailure, meter } = options;
  const saver = new Saver(
    () => startThread({ file }),
    (error) => onFailure?.(error, 0),
  );
  const queue = new UpdateLogQueue({
    commit(entries) {
      const batch = packEntries(entries);
      return saver.call("append", [batch], [batch.bytes.buffer]) as Promise<number[]>;
    },
    clock,
    ...(onFailure && { onFailure }),
    ...(meter && { meter }),
  });
  return {
    create: async (map, generation, snapshot) => void (await saver.call("create", [map, generation, snapshot])),
    append: (entry: LogEntry) => queue.append(entry),
    load: (map) => saver.call("load", [map]) as Promise<LoadedMap | undefined>,
    suspects: () => saver.call("suspects") as Promise<Set<string>>,
    opened: async (map) => void (await saver.call("opened", [map])),
    heads: (maps) => saver.call("heads", [maps]) as Promise<Map<string, MapHead>>,
    owners: (map, clients) => saver.call("owners", [map, clients]) as Promise<Map<number, string>>,
    readAfter: (map, seq) => saver.call("readAfter", [map, seq]) as Promise<LogTail | undefined>,
    compact: async (...args) => void (await saver.call("compact", args)),
    migrate: (map, before, snapshot) => saver.call("migrate", [map, before, snapshot]) as Promise<number>,
    replace: async (...args) => void (await saver.call("replace", args)),
    quarantine: async (map, seqs, reason) => void (await saver.call("quarantine", [map, seqs, reason])),
    remove: async (map) => void (await saver.call("remove", [map])),
    isShared: false,
    get isAccepting() {
      return queue.isAccepting;
    },
    accepts: (map) => queue.accepts(map),
    get waiting() {
      return queue.waiting;
    },
    async close() {
      await queue.drained();
      await saver.close();
    },
  };
}

interface Call {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The calls into the saver thread. When the thread dies, what it had not answered fails and the next call starts another. */
class Saver {
  readonly #startThread: () => Worker;
  readonly #onDeath: (error: unknown) => void;
  readonly #calls = new Map<number, Call>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(startThread: () => Worker, onDeath: (error: unknown) => void) {
    this.#startThread = startThread;
    this.#onDeath = onDeath;
  }

  call(op: keyof UpdateLogTables | "close", args: unknown[] = [], transfer: ArrayBuffer[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#calls.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage({ id, op, args } satisfies SaverRequest, transfer);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    await this.call("close");
    this.#worker = undefined;
    await worker.terminate();
  }

  #start(): Worker {
    const worker = this.#startThread();
    worker.on("message", (reply: SaverReply) => this.#settle(reply));
    worker.on("error", (error) => this.#died(worker, error));
    worker.on("exit", () => this.#died(worker, new Error("The thread that writes to disk ended.")));
    return worker;
  }

  #settle(reply: SaverReply): void {
    const call = this.#calls.get(reply.id);
    this.#calls.delete(reply.id);
    if ("value" in reply) call?.resolve(reply.value);
    else call?.reject(errorOf(reply.error));
  }

  #died(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) call.reject(error);
    this.#onDeath(error);
  }
}

function errorOf({ code, message }: { code: string | undefined; message: string }): Error {
  return code !== undefined && code in errorTable ? new AppError(code as ErrorCode, message) : new Error(message);
}
