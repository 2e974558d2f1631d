import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { type NginxServer, startNginx } from "../services/nginxServer.ts";
import { startPostgres, type PostgresServer } from "../services/postgresServer.ts";
import { type RedisServer, startRedisServer } from "../services/redisServer.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { cardOf, renameCard, waitForSaved, waitForSavedAgain } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { openGuest } from "./driver/person.ts";
import { openStudio, ownerToken, type Studio } from "./driver/studio.ts";

let browser: Browser;
let postgres: PostgresServer;
let redis: RedisServer;
let nodes: Studio[] = [];
let proxy: NginxServer;

beforeAll(async () => {
  [browser, postgres, redis] = await Promise.all([launchChromium(), startPostgres(), startRedisServer()]);
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEPT_TRUST_PROXY: "1" };
  nodes = [await openStudio({ env }), await openStudio({ env })];
  proxy = await startNginx(nodes.map(({ url }) => new URL(url).port));
});

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  for (const node of nodes) await node.close();
  await redis?.close();
  await postgres?.close();
});

/** The API of the studio as it is reached from outside. */
async function askProxy<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${proxy.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${ownerToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

test("E41 two people behind the proxy lose their node in the middle of their work and go on at the other, with all they wrote", async () => {
  const [first, second] = nodes as [Studio, Studio];
  const { id: map } = await first.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  // The link leads to the proxy, because that is where it was asked for.
  const front: Studio = { ...first, url: proxy.url, api: askProxy };
  const [anna, ben] = await Promise.all([
    openGuest(browser, front, map, "editor", "Anna"),
    openGuest(browser, front, map, "editor", "Ben"),
  ]);
  try {
    await Promise.all([waitForSaved(anna.page), waitForSaved(ben.page)]);
    await renameCard(anna.page, "tracking", "Before the node died");
    await ben.page.getByRole("button", { name: /^Before the node died,/ }).waitFor();
    await waitForSaved(anna.page);
    const holds = async (node: Studio) =>
      /^kept_connections 2$/m.test(await (await fetch(`${node.url}/metrics`)).text());
    const [dying, living] = (await holds(first)) ? [first, second] : [second, first];
    expect(await holds(dying)).toBe(true);
    await dying.kill();
    await renameCard(ben.page, "handover", "After the node died");
    await anna.page.getByRole("button", { name: /^After the node died,/ }).waitFor({ timeout: 60_000 });
    await waitForSavedAgain(ben.page);
    await cardOf(anna.page, "tracking").waitFor();
    await eventually(async () => {
      const { touchpoints } = await living.api<Journey>("GET", `/maps/${map}`);
      const titles = touchpoints?.map(({ title }) => title);
      expect(titles).toEqual(expect.arrayContaining(["Before the node died", "After the node died"]));
    });
    expect([...anna.troubles, ...ben.troubles]).toEqual([]);
  } finally {
    await Promise.all([anna.close(), ben.close()]);
  }
});
