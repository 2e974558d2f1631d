import { Worker } from "node:worker_threads";

/** What the thread is started with, and what goes back and forth: one request, one reply, in order. */
export interface SaverStart {
  file: string;
}
export type SaverRequest = { id: number; op: string; args: unknown[] };
export type SaverReply =
  | { id: number; value: unknown }
  | { id: number; error: { code: string | undefined; message: string } };

/**
 * Starts the thread that writes to disk: `saverWorker.js` beside the bundled server, or the source when run from source,
 * where the thread needs the TypeScript loader of the tests and of `npm run dev`.
 */
export function startSaverThread(start: SaverStart): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("./store/saverWorker.js", import.meta.url), { workerData: start });
  const loader = import.meta.resolve("tsx/esm/api");
  const source = new URL("./saverWorker.ts", import.meta.url).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData: start });
}
