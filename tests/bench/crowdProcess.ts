import { once } from "node:events";
import { numberIn } from "./numberIn.ts";
import { type LoadShape, runLoad } from "./roomLoad.ts";

// People of a load in a process of their own: they come in, say so, begin to work when they are told, and say in the end
// what they saw. What they do stands in KEPT_CROWD.

/** What a process of people is told. */
export interface CrowdOrder {
  urls: readonly string[];
  /** Whether all of a room go to one node, or each person to the next. */
  spread: "by room" | "by person";
  shape: LoadShape;
}

const { urls, spread, shape } = JSON.parse(process.env.KEPT_CROWD ?? "{}") as CrowdOrder;
const urlOf = (index: number) => urls[index % urls.length] ?? "";
const target = {
  name: "nodes",
  url: urlOf(0),
  urlOf: (room: string, user: string) => urlOf(numberIn(spread === "by room" ? room : user)),
  pathOf: (room: string, user: string) => `/sync/${room}?v=1&schema=1&user=${user}`,
  prefixOf: () => new Uint8Array(),
  greeting: () => [],
  keepsDocuments: true,
  // Asked of the system by who started this.
  cpuMs: async () => 0,
  stop: async () => {},
};
const result = await runLoad(target, shape, async () => {
  process.stdout.write(`${JSON.stringify({ event: "in" })}\n`);
  await once(process.stdin, "data");
});
process.stdout.write(`${JSON.stringify({ event: "seen", result })}\n`);
// Whoever started this still asks what it used, and ends it.
process.stdin.resume();
