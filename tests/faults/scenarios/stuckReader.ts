import { once } from "node:events";
import { WebSocket } from "ws";
import { limits } from "../../../shared/limits.ts";
import { encodeMessage } from "../../../shared/wire/message.ts";
import { syncPath } from "../../../shared/wire/version.ts";
import type { Scenario } from "../scenario.ts";
import { untilConnections, usageOf } from "../usage.ts";

/** One piece of what people write beside their edits, so that what nobody reads becomes much. */
const pieceBytes = 60_000;

/** Somebody opens the map and never reads again, while people write more than the server keeps for one reader. */
export const stuckReader: Scenario = {
  name: "stuckReader",
  fault: "a reader that never reads",
  subject: "rooms",
  async round(bed) {
    await bed.everybodyIn();
    const { url } = bed.server;
    const before = (await usageOf(url)).memory.rss;
    const reader = new WebSocket(`${url.replace(/^http/, "ws")}${syncPath(bed.map)}?v=1&schema=1&user=stuck`);
    reader.on("error", () => {});
    await once(reader, "open");
    reader.send(encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) }));
    reader.pause();
    await untilConnections(url, bed.people.length + 1, 10_000);
    let pieces = 0;
    await bed.workDuring(async () => {
      const piece = "x".repeat(pieceBytes);
      const stuck = { isGone: false };
      const gone = untilConnections(url, bed.people.length, 60_000).finally(() => (stuck.isGone = true));
      while (!stuck.isGone) {
        for (const { client } of bed.people) client.doc.getMap("pieces").set("latest", `${piece}${pieces++}`);
        await bed.someTime(100);
      }
      await gone;
    });
    const grownBy = (await usageOf(url)).memory.rss - before;
    reader.terminate();
    const perReader = Math.round(grownBy / 1_000_000);
    if (grownBy > limits.deadReaderBytes * 50) throw new Error(`The server grew by ${perReader} MB for one reader.`);
    return { "megabytes written": Math.round((pieces * pieceBytes) / 1_000_000), "megabytes grown": perReader };
  },
};
