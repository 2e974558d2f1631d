import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestStudio, startStudio } from "./studio.ts";

let clientDir: string;
let studio: TestStudio;

beforeAll(async () => {
  clientDir = mkdtempSync(join(tmpdir(), "kept-client-"));
  mkdirSync(join(clientDir, "assets"));
  writeFileSync(
    join(clientDir, "index.html"),
    `<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>`,
  );
  writeFileSync(join(clientDir, "assets", "main-abc123.js"), "export {};");
  writeFileSync(join(clientDir, "icon.svg"), "<svg/>");
  studio = await startStudio({}, clientDir);
});
afterAll(async () => {
  await studio.close();
  rmSync(clientDir, { recursive: true });
});

test("H11 the page has the strictest policy that works, with a nonce of its own each time", async () => {
  const nonces = new Set<string>();
  for (const path of ["/", "/maps/some-map", "/join", "/claim"]) {
    const { status, headers, body } = await studio.visitor().get(path);
    expect(status).toBe(200);
    const nonce = /nonce="([^"]{20,})"/.exec(body)?.[1] ?? "";
    nonces.add(nonce);
    const directives = Object.fromEntries(
      (headers.get("content-security-policy") ?? "").split(";").map((part) => part.trim().split(/ (.*)/)),
    );
    expect(directives).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": `'self' 'nonce-${nonce}'`,
      "font-src": "'self'",
      "img-src": "'self' data: blob:",
      "connect-src": "'self'",
      "manifest-src": "'self'",
      "worker-src": "'self'",
      "form-action": "'self'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  }
  expect(nonces.size).toBe(4);
});

test("H11 every reply is kept from being framed, sniffed and leaking its address", async () => {
  for (const path of ["/", "/icon.svg", "/api/v1/setup", "/api/v1/me", "/healthz", "/none.js"]) {
    const { headers } = await studio.visitor().get(path);
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  }
  const https = await startStudio({ KEPT_PUBLIC_URL: "https://maps.example.org" });
  expect((await https.visitor().get("/healthz")).headers.get("strict-transport-security")).toMatch(/^max-age=\d{7,}/);
  await https.close();
});

test("H11 hashed files are kept for ever, others are asked for again, replies of the API are not kept", async () => {
  const get = (path: string) => studio.visitor().get(path);
  const asset = await get("/assets/main-abc123.js");
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(asset.headers.get("content-type")).toMatch(/javascript/);
  const icon = await get("/icon.svg");
  expect(icon.headers.get("cache-control")).toBe("no-cache");
  expect((await get("/icon.svg")).headers.get("etag")).toBe(icon.headers.get("etag"));
  expect((await get("/api/v1/setup")).headers.get("cache-control")).toBe("no-store");
});

test("H11 what is not there is not answered with the page, and nothing outside the folder is", async () => {
  const paths = [
    "/assets/old-build.js",
    "/favicon.ico",
    "/sync/some-map",
    "/index.html.map",
    "/assets/../../etc/passwd",
  ];
  const encoded = ["/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd.txt", "/assets/..%5c..%5csecret.txt"];
  for (const path of [...paths, ...encoded]) {
    const { status, body } = await studio.visitor().get(path);
    expect(status === 404 || (status === 200 && String(body).includes('id="root"'))).toBe(true);
  }
  for (const path of paths.slice(0, 4)) expect((await studio.visitor().get(path)).status).toBe(404);
});
