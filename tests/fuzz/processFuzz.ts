import * as Y from "yjs";
import type { Route } from "../../shared/api/route.ts";
import { type RouteName, routeNames, routes } from "../../shared/api/routes.ts";
import { problemDocument } from "../../shared/api/problem.ts";
import type { Random } from "../world/random.ts";
import { drawFrame, frameCorpus } from "./frameCorpus.ts";
import type { HostileStudio } from "./hostileStudio.ts";
import { mutateBytes, mutateJson } from "./mutate.ts";
import type { BatchResult } from "./roomFuzz.ts";

/** Sends so many mutated frames over real sockets to the map in which two honest people work. */
export async function fuzzSockets(studio: HostileStudio, random: Random, frames: number): Promise<BatchResult> {
  const corpus = frameCorpus(studio.honest.clients[0].doc);
  const closesBefore = closesOf(studio);
  let sent = 0;
  while (sent < frames) {
    const eve = await studio.enter(await studio.nextEditor());
    eve.send({ type: "syncStep1", stateVector: Y.encodeStateVector(new Y.Doc()) });
    while (sent < frames && eve.closed() === undefined) {
      // As many as a turn of the loop takes; who was sent away is noticed in between.
      for (let i = 0; i < 20; i++, sent++) eve.send(drawFrame(corpus, random));
      await new Promise((resolve) => setImmediate(resolve));
    }
    eve.socket.terminate();
  }
  const harms = await harmsOf(studio);
  if (closesOf(studio) > closesBefore) harms.push("an honest socket was closed");
  return { sent, harms };
}

/** A body that each route takes, as far as there is one. */
const bodies: Partial<Record<RouteName, unknown>> = {
  claimOwner: { token: "x", name: "Eve", email: "eve@example.org", password: "a long enough password" },
  signIn: { email: "ada@example.org", password: "wrong", rememberMe: false },
  createMap: { title: "New" },
  importMap: { format: "kept.journey", version: 1, title: "New", stages: [{ id: "s", title: "S" }] },
  runCommands: [{ command: "addStage", args: { title: "New" } }],
  createTicket: { map: "x" },
  createLink: { role: "viewer", expiresInDays: 3 },
  peekLink: { token: "x" },
  openLink: { token: "x", name: "Eve" },
  createExercise: { act: { type: "plan", title: "New", story: "", plays: [], injects: [] } },
  actInExercise: { key: "key-12345678", act: { type: "join", role: "observer" } },
};

/** Routes whose success would take the map away from the honest two. */
const spared: readonly RouteName[] = ["deleteMap"];

/** Asks the routes of the contract so many mutated requests, as the owner and as nobody. */
export async function fuzzRequests(studio: HostileStudio, random: Random, requests: number): Promise<BatchResult> {
  const harms: string[] = [];
  const asked = routeNames.filter((name) => !spared.includes(name));
  const askOne = async () => {
    const name = random.pick(asked) ?? "readSetup";
    const { method }: Route = routes[name];
    const { path, body } = drawRequest(studio, name, random);
    const reply = await studio.askRaw(method, path, body, random.chance(0.7));
    const text = await reply.text();
    if (reply.status >= 500 && reply.status !== 503) harms.push(`${method} ${path} ${body}: ${reply.status} ${text}`);
    if (reply.status >= 400 && !isProblem(text)) harms.push(`${method} ${path}: ${reply.status} ${text.slice(0, 200)}`);
  };
  for (let done = 0; done < requests; done += 10) await Promise.all(Array.from({ length: 10 }, askOne));
  return { sent: requests, harms: [...harms, ...(await harmsOf(studio))] };
}

function drawRequest({ map }: HostileStudio, name: RouteName, random: Random): { path: string; body?: string } {
  const { method, path, query }: Route = routes[name];
  const word = () =>
    random.pick([map, map, map, "x", "%00", "%ff", "..%2f", "__proto__", "a".repeat(700), "%F0%9F%98%80"]);
  const filled = path.replaceAll(/:\w+/g, () => word() ?? "");
  const odd = [
    "",
    "=",
    "__proto__=1",
    "bin=true",
    "format=json",
    "commit=true",
    "after=9",
    "a[b]=c",
    "x=%",
    "bin=1&bin=2",
  ];
  const search = query || random.chance(0.2) ? `?${random.pick(odd) ?? ""}` : "";
  if (method === "GET" || method === "DELETE") return { path: filled + search };
  const json = JSON.stringify(mutateJson(bodies[name] ?? {}, random)) ?? "";
  const body = random.chance(0.3) ? Buffer.from(mutateBytes(Buffer.from(json), random)).toString() : json;
  return { path: filled + search, body };
}

function isProblem(text: string): boolean {
  try {
    return problemDocument.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function closesOf({ honest }: HostileStudio): number {
  // A room that reloads sends everybody away to come back; that is not harm.
  return honest.clients.flatMap((client) => client.closes.filter((code) => code !== 1013)).length;
}

/** What is wrong with the studio after a batch. */
async function harmsOf(studio: HostileStudio): Promise<string[]> {
  const harms = studio.uncaught().map((line) => `uncaught: ${line}`);
  try {
    await studio.honest.untilHeard();
    const { memoryMb } = await studio.figures();
    if (!(memoryMb < mostMemoryMb)) harms.push(`the process takes ${Math.round(memoryMb)} MB`);
  } catch (error) {
    harms.push(String(error));
  }
  return harms;
}

/** A process under attack stays within this, whatever came before. */
const mostMemoryMb = 1_000;
