import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";

/** A wire that can fail between a client and a server, byte by byte as TCP gives them. */
export interface TcpProxy {
  /** Where clients connect. */
  readonly port: number;
  /** Connections that pass bytes at the moment. */
  readonly connections: number;
  /**
   * The wire goes dead for every connection there is: no byte passes, and neither end hears of it. New ones work.
   * A client that gives its connection up is not heard of on the other side either.
   */
  silence(): void;
  /** Every connection is cut for both ends to notice. */
  cut(): void;
  /** While refused, new connections are cut at once. */
  refuse(isRefused: boolean): void;
  /** Ends the silence too: both ends of every dead connection hear of it now. */
  close(): Promise<void>;
}

interface Wire {
  client: Socket;
  server: Socket;
}

/** Opens a proxy on a free port of this machine to a port of this machine. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const wires = new Set<Wire>();
  const dead = new Set<Wire>();
  let isRefused = false;

  const listener = createServer((client) => {
    if (isRefused) {
      client.destroy();
      return;
    }
    const wire: Wire = { client, server: connect(targetPort, "127.0.0.1") };
    wires.add(wire);
    client.setNoDelay(true);
    wire.server.setNoDelay(true);
    client.pipe(wire.server);
    wire.server.pipe(client);
    for (const end of [client, wire.server]) {
      end.on("error", () => end.destroy());
      end.on("close", () => {
        if (dead.has(wire)) return;
        wires.delete(wire);
        client.destroy();
        wire.server.destroy();
      });
    }
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");

  function destroy(some: Set<Wire>): void {
    for (const { client, server } of some) {
      client.destroy();
      server.destroy();
    }
    some.clear();
  }

  return {
    port: (listener.address() as AddressInfo).port,
    get connections() {
      return wires.size;
    },
    silence() {
      for (const wire of wires) {
        dead.add(wire);
        wire.client.unpipe(wire.server);
        wire.server.unpipe(wire.client);
        // Nothing is read from either end any more; what they send piles up with them, as where packets are dropped.
      }
      wires.clear();
    },
    cut: () => destroy(wires),
    refuse(value) {
      isRefused = value;
    },
    async close() {
      listener.close();
      destroy(wires);
      destroy(dead);
      await once(listener, "close").catch(() => {});
    },
  };
}
