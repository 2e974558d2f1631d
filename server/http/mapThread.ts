import type { Worker } from "node:worker_threads";
import { AppError, type ErrorCode, type Problem } from "../../shared/errors.ts";
import { startWorkerThread } from "../workerThread.ts";
import { type MapTasks, mapTasks } from "./mapTasks.ts";

/** Below this a task takes less than the way to another thread would be worth, and blocks nobody. */
const inlineBytes = 60_000;
/** The cost of what is never done here. */
export const threadOnly = Number.POSITIVE_INFINITY;
/** No map within the limits takes so long; what does is given up. */
const taskTimeoutMs = 60_000;
/** Heap of the thread: several times the largest map. */
const maxHeapMb = 1_024;

export interface TaskRequest {
  id: number;
  task: keyof MapTasks;
  args: readonly unknown[];
}

export type TaskReply =
  | { id: number; value: unknown }
  | { id: number; error: { code: ErrorCode | undefined; message: string; problems: readonly Problem[] } };

/** Runs {@link mapTasks} so that a large map holds up nobody else: small ones here, large ones in a thread. */
export interface MapThread {
  /** @param bytes what it costs: size of the arguments, about, and more where they say little of it. @throws what the task throws; AppError UNAVAILABLE when it was given up. */
  run<T extends keyof MapTasks>(
    task: T,
    bytes: number,
    ...args: Parameters<MapTasks[T]>
  ): Promise<ReturnType<MapTasks[T]>>;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
  timer: NodeJS.Timeout;
}

export function openMapThread(): MapThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  /** Whatever ends the thread, what it was asked fails and the next task starts another. */
  const giveUp = (message: string) => {
    const ended = worker;
    worker = undefined;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new AppError("UNAVAILABLE", message));
    }
    waiting.clear();
    return ended?.terminate();
  };

  const settle = (reply: TaskReply) => {
    const task = waiting.get(reply.id);
    if (task === undefined) return;
    waiting.delete(reply.id);
    clearTimeout(task.timer);
    if ("value" in reply) task.resolve(reply.value as never);
    else task.reject(errorOf(reply.error));
  };

  const start = () => {
    const started = startWorkerThread("http/mapWorker", { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    started.on("message", settle);
    const ended = () => void (worker === started && giveUp("This map took more memory than there is."));
    started.on("error", ended).on("exit", ended);
    started.unref();
    return started;
  };

  return {
    run: async (task, bytes, ...args) => {
      type Result = Promise<ReturnType<MapTasks[typeof task]>>;
      if (bytes <= inlineBytes) return (mapTasks[task] as (...args: unknown[]) => unknown)(...args) as Result;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => void giveUp("This map took too long."), taskTimeoutMs).unref();
        const id = ++lastId;
        waiting.set(id, { resolve, reject, timer });
        worker ??= start();
        worker.postMessage({ id, task, args } satisfies TaskRequest, []);
      }) as Result;
    },

    async close() {
      await giveUp("The studio is stopping.");
    },
  };
}

function errorOf({ code, message, problems }: Extract<TaskReply, { error: unknown }>["error"]): Error {
  return code === undefined ? new Error(message) : new AppError(code, message, problems);
}
