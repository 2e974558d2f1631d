// Keeps the pages' own files so that a plan B opens without the network. The build writes in what to keep: files whose
// names change with their content, and the page. What people write never passes through here.
const build = "__BUILD__";
const files = ["__FILES__"];
const prefix = "kept-shell-";
const cacheName = prefix + build;
/** On a network that does not answer by then a plan B is needed no less. */
const patienceMs = 4_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/api/") || pathname.startsWith("/sync/")) return;
  if (request.mode === "navigate") event.respondWith(answerFresh(request, "/"));
  else if (!files.includes(pathname)) return;
  else if (pathname.startsWith("/assets/")) event.respondWith(answerKept(request, pathname));
  else event.respondWith(answerFresh(request, pathname));
});

async function install() {
  const cache = await caches.open(cacheName);
  await cache.addAll([...files, new Request("/", { cache: "reload" })]);
  await self.skipWaiting();
}

/** Files of earlier builds go when those of this one are all here. */
async function activate() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/**
 * The server's answer whenever there is one; the kept file when it cannot be reached, a proxy says so, or the network
 * says nothing for seconds.
 */
async function answerFresh(request, path) {
  const asked = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer !== undefined && ![502, 503, 504].includes(answer.status)) return answer;
  return (await kept(path)) ?? asked;
}

/** The name of such a file says its content, so the kept one is never old. */
async function answerKept(request, path) {
  return (await kept(path)) ?? fetch(request);
}

function kept(path) {
  return caches.match(path, { cacheName, ignoreVary: true });
}
