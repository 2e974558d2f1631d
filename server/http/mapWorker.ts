import { parentPort } from "node:worker_threads";
import { must } from "../../shared/assert.ts";
import { AppError } from "../../shared/errors.ts";
import { mapTasks } from "./mapTasks.ts";
import type { TaskReply, TaskRequest } from "./mapThread.ts";

// The thread in which large maps are read, written and computed.

const port = must(parentPort, "map tasks run in a worker thread");

port.on("message", ({ id, task, args }: TaskRequest) => {
  let reply: TaskReply;
  try {
    reply = { id, value: (mapTasks[task] as (...args: unknown[]) => unknown)(...args) };
  } catch (error) {
    const [code, problems] = error instanceof AppError ? [error.code, error.problems] : [undefined, []];
    reply = { id, error: { code, message: error instanceof Error ? error.message : String(error), problems } };
  }
  port.postMessage(reply);
});
