import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import type { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "../../../shared/api/route.ts";
import { type RouteName, routeNames, routes } from "../../../shared/api/routes.ts";
import { type Caller, type TestStudio, startStudio } from "../studio.ts";

const secret = "words that stand beside the folder of the pages";

let folder: string;
let studio: TestStudio;
let owner: Caller;
let map: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kept-web-"));
  const clientDir = join(folder, "client");
  mkdirSync(join(clientDir, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), secret);
  writeFileSync(join(clientDir, "index.html"), "<!doctype html><title>The page</title>");
  writeFileSync(join(clientDir, "assets/a-1234.js"), "export {};");
  studio = await startStudio({}, clientDir);
  owner = await studio.owner();
  map = (await owner.post("/api/v1/maps", { title: "Mine" })).body.id;
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true });
});

/** The route's address with something in each of its places. */
function pathOf(name: RouteName): string {
  return routes[name].path.replace(":map", map).replaceAll(/:\w+/g, "x");
}

const changing = routeNames.filter((name) => routes[name].method !== "GET");

test.each(changing)("HX6 a page of another site cannot make a browser do this: %s", async (name) => {
  const { method } = routes[name];
  const own = new URL(studio.url);
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `${own.protocol}//${own.hostname}:1` },
    { origin: `https://${own.host}.evil.example` },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  for (const headers of foreign) {
    const { status, body } = await owner.send(method, pathOf(name), undefined, headers);
    expect([status, body.code], JSON.stringify(headers)).toEqual([403, "FORBIDDEN"]);
  }
});

test("HX6 a page of another site gets no socket, whatever cookies its visitor has", async () => {
  const cookie = [...owner.cookies].map((pair) => pair.join("=")).join("; ");
  const join = async (headers: Record<string, string>) => {
    const socket = new WebSocket(`${studio.url.replace("http", "ws")}/sync/${map}`, {
      headers: { cookie, ...headers },
    });
    socket.on("error", () => {});
    const answer = await Promise.race([
      once(socket, "open").then(() => 101),
      once(socket, "unexpected-response").then(([, answer]) => (answer as { statusCode: number }).statusCode),
    ]);
    socket.terminate();
    return answer;
  };
  expect(await join({ origin: studio.url })).toBe(101);
  for (const origin of ["https://evil.example", "null", "", "file://", `${studio.url}.evil.example`])
    expect(await join({ origin }), origin).toBe(403);
});

test("HX6 no address makes the studio send anyone elsewhere", async () => {
  const evil = "https://evil.example";
  const paths = [
    "/",
    "/sign-in",
    "/claim",
    "/join",
    "//evil.example",
    "//evil.example/..",
    `/${evil}`,
    "/\\evil.example",
  ];
  for (const path of paths)
    for (const query of [
      "",
      `?next=${evil}`,
      `?return=${evil}&redirect=${evil}&callbackURL=${evil}`,
      "?next=//evil.example",
    ]) {
      const { head } = await speak(`GET ${path}${query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect(head, `${path}${query}`).not.toMatch(/^HTTP\/1\.1 3|^location:/im);
    }
});

/** Every object in a schema, with the way to it. */
function objectsIn(schema: z.ZodType, path: string): { path: string; isStrict: boolean }[] {
  const { def } = schema as unknown as { def: Record<string, unknown> & { type: string } };
  const inner = (value: unknown, at: string) => objectsIn(value as z.ZodType, at);
  switch (def.type) {
    case "object": {
      const { shape, catchall } = def as unknown as { shape: Record<string, z.ZodType>; catchall?: z.ZodType };
      const isStrict = catchall?.def.type === "never";
      return [{ path, isStrict }, ...Object.entries(shape).flatMap(([key, value]) => inner(value, `${path}.${key}`))];
    }
    case "array":
      return inner(def.element, `${path}[]`);
    case "union":
      return (def.options as z.ZodType[]).flatMap((option, index) => inner(option, `${path}|${index}`));
    case "record":
      return inner(def.valueType, `${path}{}`);
    case "tuple":
      return (def.items as z.ZodType[]).flatMap((item, index) => inner(item, `${path}[${index}]`));
    case "pipe":
      return [...inner(def.in, path), ...inner(def.out, path)];
    case "intersection":
      return [...inner(def.left, path), ...inner(def.right, path)];
    default:
      return def.innerType === undefined ? [] : inner(def.innerType, path);
  }
}

const withBody = routeNames.filter((name) => "body" in routes[name]);

test.each(routeNames)("HX7 no body and no query has room for a field that nobody asked for: %s", (name) => {
  const { body, query }: Route = routes[name];
  const open = [...(body ? objectsIn(body, "body") : []), ...(query ? objectsIn(query, "query") : [])];
  expect(open.filter(({ isStrict }) => !isStrict)).toEqual([]);
});

test.each(withBody)("HX7 rights that somebody gives himself are refused: %s", async (name) => {
  const { method } = routes[name];
  const claims =
    '"role":"owner","ownerId":"me","isAdmin":true,"workspace":"w","__proto__":{"isAdmin":true},"userId":"me"';
  for (const text of [`{${claims}}`, `[{${claims}}]`, `{"act":{"type":"plan",${claims}}}`, `{"title":"x",${claims}}`]) {
    const { status, body } = await owner.send(method, pathOf(name), text, { "content-type": "application/json" });
    // A preview of an import tells what is wrong with it in its answer.
    if (name === "importMap") expect(body.problems.length).toBeGreaterThan(0);
    else expect([400, 404, 409, 422]).toContain(status);
  }
  expect(({} as { isAdmin?: unknown }).isAdmin).toBe(undefined);
});

const getting = routeNames.filter((name) => routes[name].method === "GET");

test.each(getting)("HX8 nothing keeps a copy of a private answer, or takes it for a page: %s", async (name) => {
  for (const caller of [owner, studio.visitor()]) {
    const { headers } = await caller.get(pathOf(name));
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).toMatch(/^application\/(problem\+)?json/);
    expect(headers.get("access-control-allow-origin")).toBe(null);
    expect(headers.get("x-powered-by") ?? headers.get("server")).toBe(null);
  }
});

test("HX8 cookies are for this site and its server alone", async () => {
  const secure = await startStudio({ KEPT_PUBLIC_URL: "https://kept.example" });
  for (const each of [studio, secure]) {
    const account = {
      token: each.claimToken,
      name: "Ada",
      email: "ada@example.org",
      password: "a long enough password",
    };
    const answer =
      each === secure
        ? await each.visitor().post("/api/v1/owner/claim", account)
        : await each.visitor().post("/api/auth/sign-in/email", { email: account.email, password: account.password });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; ?HttpOnly/i);
      expect(cookie).toMatch(/; ?SameSite=Lax/i);
      expect(cookie).toMatch(/; ?Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/; ?Domain=/i);
      expect(cookie.startsWith("__Host-") && /; ?Secure/i.test(cookie)).toBe(each === secure);
    }
  }
  await secure.close();
});

test("HX8 a title cannot break out of the header that carries it", async () => {
  const title = 'a"; filename="evil.html\r\nSet-Cookie: owned=1\r\n\r\n<script>\u202egpj.exe/../../x';
  const made = await owner.post("/api/v1/maps", { title });
  expect(made.status).toBe(201);
  const { headers } = await owner.get(`/api/v1/maps/${made.body.id}/export?format=json`);
  expect(headers.getSetCookie()).toEqual([]);
  const disposition = headers.get("content-disposition") ?? "";
  expect(disposition).toMatch(/^attachment; filename="[^"\\/\r\n]*\.json"; filename\*=UTF-8''[\w.!~%-]+\.json$/);
  expect(decodeURIComponent(disposition)).not.toContain("\u202e");
});

/** Says something to the server as it is, and hears everything until it hangs up. */
async function speak(text: string): Promise<{ head: string; all: string; answers: number }> {
  const socket = connect(Number(new URL(studio.url).port), "127.0.0.1");
  let all = "";
  socket.on("error", () => {});
  socket.on("data", (bytes) => (all += bytes.toString("latin1")));
  socket.end(Buffer.from(text, "latin1"));
  await once(socket, "close");
  return { head: all.split("\r\n\r\n")[0] ?? "", all, answers: all.split(/^HTTP\/1\.1 /m).length - 1 };
}

test("HX8 no path leads out of the folder of the pages", async () => {
  const climbs = [
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..\\",
    "..%5c",
    "%252e%252e%252f",
    "..%c0%af",
    "....//",
    "..;/",
  ];
  for (const climb of climbs)
    for (const prefix of ["/", "/assets/", "//", "/assets/a-1234.js/"])
      for (const suffix of ["", "%00", "%00.js", "?x=.js"]) {
        const path = `${prefix}${climb}${climb}secret.txt${suffix}`;
        const { all, head } = await speak(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
        expect(all, path).not.toContain(secret);
        expect(head, path).toMatch(/^HTTP\/1\.1 (200|400|404) /);
        if (head.startsWith("HTTP/1.1 200")) expect(all, path).toContain("<title>The page</title>");
      }
});

test("HX8 a request that can be read in two ways is answered once at most, and never as two", async () => {
  const inner = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const post = "POST /api/v1/links/peek HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  const shapes = [
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Content-Length: 4\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    `${post}Content-Length: 0, 40\r\n\r\n${inner}`,
    `${post}Content-Length: +0\r\n\r\n${inner}`,
    `${post}Content-Length: -1\r\n\r\n${inner}`,
    `${post}Content-Length : 0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n${inner}`,
    `${post}Content-Length: 0\r\n folded: ${"x".repeat(10)}\r\n\r\n`,
    `${post}No colon here\r\n\r\n${inner}`,
    `${post}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}X\x00A: b\r\nContent-Length: 0\r\n\r\n${inner}`,
    `GET http://evil.example/healthz HTTP/1.1\r\n\r\n`,
    `GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n`,
  ];
  for (const shape of shapes) {
    const { answers, all } = await speak(shape);
    expect(answers, JSON.stringify(shape)).toBeLessThanOrEqual(1);
    expect(all, JSON.stringify(shape)).not.toContain('"alive"');
  }
});

test("HX8 absurd hosts, methods and overrides change nothing", async () => {
  for (const host of [
    "",
    "a b",
    "evil.example/path",
    "user@evil.example",
    "[::1",
    "x".repeat(9_000),
    "localhost:99999999",
  ]) {
    const { head } = await speak(`GET /api/v1/setup HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(head, host).toMatch(/^HTTP\/1\.1 (200|400|431) /);
    expect(head, host).not.toMatch(/^location:/im);
  }
  const { head } = await speak("GET /api/v1/setup HTTP/1.1\r\nConnection: close\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 400 /);
  for (const override of ["x-http-method-override", "x-http-method", "x-method-override"])
    for (const method of ["GET", "POST"])
      await owner.send(method, `/api/v1/maps/${map}?_method=DELETE`, undefined, {
        [override]: "DELETE",
        origin: studio.url,
      });
  expect((await owner.get(`/api/v1/maps/${map}`)).status).toBe(200);
  for (const method of ["TRACE", "TRACK", "DEBUG", "PROPFIND", "CONNECT", "get", "PUT", "PATCH", "OPTIONS"]) {
    const { head: answer } = await speak(
      `${method} /api/v1/maps HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer, method).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
  }
  const elsewhere = await startStudio({ KEPT_PUBLIC_URL: "https://kept.example" });
  const id = (await elsewhere.program().post("/api/v1/maps", { title: "A" })).body.id;
  const link = await elsewhere
    .program()
    .post(`/api/v1/maps/${id}/links`, { role: "viewer" }, { "x-forwarded-host": "evil.example" });
  expect(link.body.url).toMatch(/^https:\/\/kept\.example\//);
  await elsewhere.close();
});

test("HX8 what is wrong is said without the insides of the server", async () => {
  const junk = [
    "{",
    "\0",
    "[[[[",
    '"\\ud800"',
    "null",
    "7",
    '{"__proto__":null}',
    "\u{10ffff}",
    "' OR 1=1 --",
    "${7*7}",
    "../".repeat(50),
  ];
  const seen: string[] = [];
  for (const name of routeNames) {
    const { method } = routes[name];
    const path = routes[name].path.replaceAll(/:\w+/g, () => encodeURIComponent(junk[seen.length % junk.length] ?? ""));
    for (const text of junk) {
      const hasBody = method !== "GET" && method !== "DELETE";
      const { status, body } = await owner.send(
        method,
        `${path}?${encodeURIComponent(text)}`,
        hasBody ? text : undefined,
        {
          "content-type": "application/json",
        },
      );
      seen.push(`${status} ${typeof body === "string" ? body : JSON.stringify(body)}`);
    }
    if (name === "signOut") owner = await studio.owner();
  }
  expect(seen.filter((answer) => answer.startsWith("5"))).toEqual([]);
  for (const answer of seen.filter((text) => text.startsWith("4")))
    expect(answer).not.toMatch(/node_modules|\.ts:|\.js:|\bat \w+ \(|sqlite|SELECT |zod|fastify|stack/i);
});
