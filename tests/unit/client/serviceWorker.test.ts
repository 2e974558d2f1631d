import { readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";

const text = readFileSync(new URL("../../../client/public/service-worker.js", import.meta.url), "utf8");
const origin = "https://kept.example.org";

type Answer = (request: { url: string }) => Promise<Response>;

/** The service worker of one build, in a browser with these caches. */
function openWorker(build: string, files: readonly string[], kept: Map<string, Map<string, string>>, network: Answer) {
  const listeners = new Map<string, (event: object) => void>();
  const self = {
    location: { origin },
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
    skipWaiting: async () => undefined,
    clients: { claim: async () => undefined },
  };
  const caches = {
    open: async (name: string) => ({
      addAll: async (all: (string | { url: string })[]) => {
        const entries = new Map<string, string>();
        for (const each of all) {
          const path = typeof each === "string" ? each : each.url;
          const answer = await network({ url: origin + path });
          if (!answer.ok) throw new TypeError("addAll");
          entries.set(path, await answer.text());
        }
        kept.set(name, entries);
      },
    }),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    match: async (path: string, { cacheName }: { cacheName: string }) => {
      const found = kept.get(cacheName)?.get(path);
      return found === undefined ? undefined : new Response(found);
    },
  };
  const filled = text
    .replace("__BUILD__", build)
    .replace('"__FILES__"', files.map((file) => JSON.stringify(file)).join());
  const FakeRequest = class {
    readonly url: string;
    constructor(url: string) {
      this.url = url;
    }
  };
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function("self", "caches", "fetch", "Request", filled)(self, caches, network, FakeRequest);
  const during = async (name: string) => {
    let work: Promise<unknown> = Promise.resolve();
    listeners.get(name)?.({ waitUntil: (promise: Promise<unknown>) => (work = promise) });
    await work;
  };
  return {
    install: () => during("install"),
    activate: () => during("activate"),
    /** What the page gets; undefined when the browser asks by itself. */
    async get(path: string, { mode = "cors", method = "GET", from = origin } = {}) {
      let answer: Promise<Response> | undefined;
      const request = { url: from + path, mode, method };
      listeners.get("fetch")?.({ request, respondWith: (promise: Promise<Response>) => (answer = promise) });
      return answer === undefined ? undefined : (await answer).text();
    },
  };
}

let kept: Map<string, Map<string, string>>;
let isUp: boolean;
let isSilent: boolean;
let status: number;
const network: Answer = async ({ url }) => {
  if (!isUp) throw new TypeError("Failed to fetch");
  if (isSilent) return new Promise(() => undefined);
  return new Response(`network ${new URL(url).pathname}`, { status });
};

beforeEach(() => {
  kept = new Map();
  isUp = true;
  isSilent = false;
  status = 200;
});

const page = { mode: "navigate" };

async function ready(build: string, files = ["/assets/main-1.js", "/scheme.js"]) {
  const worker = openWorker(build, files, kept, network);
  await worker.install();
  await worker.activate();
  return worker;
}

test("FL12 while the server answers its page is shown, else the kept one, whatever the address", async () => {
  const worker = await ready("one");
  expect(await worker.get("/maps/m/plays", page)).toBe("network /maps/m/plays");
  isUp = false;
  expect(await worker.get("/maps/m/plays/p", page)).toBe("network /");
  isUp = true;
  status = 502;
  expect(await worker.get("/maps/m/plays", page)).toBe("network /");
  status = 404;
  expect(await worker.get("/maps/m/plays", page)).toBe("network /maps/m/plays");
});

test("FL12 a network that says nothing for seconds shows the kept page", async () => {
  vi.useFakeTimers();
  try {
    const worker = await ready("one");
    isSilent = true;
    const shown = worker.get("/maps/m/plays", page);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await shown).toBe("network /");
  } finally {
    vi.useRealTimers();
  }
});

test("FL12 files that say their content by their name come from the kept ones, others from the server first", async () => {
  const worker = await ready("one");
  kept.get("kept-shell-one")!.set("/assets/main-1.js", "kept").set("/scheme.js", "kept");
  expect(await worker.get("/assets/main-1.js")).toBe("kept");
  expect(await worker.get("/scheme.js")).toBe("network /scheme.js");
  isUp = false;
  expect(await worker.get("/scheme.js")).toBe("kept");
});

test("FL12 the API, the sync socket, other files, other sites and what changes something never pass through", async () => {
  const worker = await ready("one");
  for (const path of ["/api/v1/me", "/api/v1/maps/m/runs", "/sync/m", "/healthz", "/assets/other-2.js"])
    expect(await worker.get(path)).toBeUndefined();
  expect(await worker.get("/api/v1/maps/m/export", page)).toBeUndefined();
  expect(await worker.get("/assets/main-1.js", { from: "https://elsewhere.example.org" })).toBeUndefined();
  expect(await worker.get("/assets/main-1.js", { method: "POST" })).toBeUndefined();
});

test("FL12 a new build's files take the place of the old ones when all are here, and not before", async () => {
  const worker = await ready("one");
  kept.set("somebody-elses", new Map());
  const next = openWorker("two", ["/assets/main-2.js"], kept, network);
  status = 404;
  await expect(next.install()).rejects.toThrow();
  isUp = false;
  expect(await worker.get("/", page)).toBe("network /");
  isUp = true;
  status = 200;
  await next.install();
  expect([...kept.keys()]).toContain("kept-shell-one");
  await next.activate();
  expect([...kept.keys()].sort()).toEqual(["kept-shell-two", "somebody-elses"]);
});
