import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread. `entry` is its source below `server/`, without an ending: the bundle has it beside itself, and when
 * run from source the thread needs the TypeScript loader of the tests and of `npm run dev`.
 */
export function startWorkerThread(entry: string, options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL(`./${entry}.js`, import.meta.url), options);
  const loader = import.meta.resolve("tsx/esm/api");
  const source = new URL(`./${entry}.ts`, import.meta.url).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), options);
}
