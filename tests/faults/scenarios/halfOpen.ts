import { limits } from "../../../shared/limits.ts";
import { until } from "../../integration/syncClient.ts";
import type { Bed } from "../bed.ts";
import type { Scenario, Seen } from "../scenario.ts";
import { openTcpProxy, type TcpProxy } from "../../services/tcpProxy.ts";
import { untilConnections } from "../usage.ts";

/** A stock client gives up a connection on which it heard nothing for 30 s, and looks every 3 s. */
const clientGivesUpMs = 40_000;

/**
 * Every wire goes dead without a word to either end, people go on writing into it, and come back on another while the
 * server still holds the first: their own system told them (a phone that changed its network).
 */
export const halfOpen = overWire("halfOpen", "wires that go dead, clients come back at once", async (bed, wire) => {
  await bed.workDuring(async () => {
    await bed.someTime(300);
    wire.silence();
    await bed.someTime(300);
    for (const { client } of bed.people) client.socket?.terminate();
    await until(() => wire.connections >= bed.people.length, "everybody is back on another wire", 30_000);
    await bed.someTime(500);
  });
  return { "dead wires": bed.people.length };
});

/** The same, and nobody tells anybody: client and server each find out by their own clock. */
export const halfOpenLong = overWire("halfOpenLong", "wires that go dead, nobody is told", async (bed, wire) => {
  await bed.workDuring(async () => {
    await bed.someTime(300);
    wire.silence();
    await until(() => wire.connections >= bed.people.length, "clients notice", clientGivesUpMs * 2);
  });
  await untilConnections(bed.server.url, bed.people.length, limits.deadMs + 2 * limits.pingMs);
  return { "dead wires": bed.people.length };
});

/** A scenario whose people reach the server over a wire that can go dead. */
function overWire(name: string, fault: string, round: (bed: Bed, wire: TcpProxy) => Promise<Seen>): Scenario {
  let wire: TcpProxy | undefined;
  return {
    name,
    fault,
    subject: "rooms",
    prepare: async () => ({
      bed: {
        async addressFor(url) {
          wire = await openTcpProxy(Number(new URL(url).port));
          return `http://127.0.0.1:${wire.port}`;
        },
      },
      end: async () => wire?.close(),
    }),
    async round(bed) {
      if (!wire) throw new Error("the wire is laid before the first round");
      await bed.everybodyIn();
      return round(bed, wire);
    },
  };
}
