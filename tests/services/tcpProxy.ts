import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way over TCP that a test can cut, stop and open again. */
export interface TcpProxy {
  readonly port: number;
  /** Ways from a client to the server that pass bytes at the moment. */
  readonly connections: number;
  /** What each client said first. */
  readonly greetings: readonly string[];
  /** Ends every connection at once and refuses new ones, as a stopped server does. */
  cut(): void;
  /** Keeps every connection open and passes nothing on, as a network that swallows packets does. */
  freeze(): void;
  /**
   * What is open now never passes anything again, and neither end hears when the other gives up: a wire that went dead
   * without a word. New connections pass.
   */
  silence(): void;
  /** Lets everything through again; what was frozen goes on, what was cut has to be made anew. */
  heal(): void;
  /** New connections lead to another port; those there are end. */
  leadTo(target: number): void;
  close(): Promise<void>;
}

/** Passes everything on to a port, of this machine unless another is named. */
export async function openTcpProxy(firstTarget: number, port = 0, host = "127.0.0.1"): Promise<TcpProxy> {
  let target = firstTarget;
  let state: "open" | "cut" | "frozen" = "open";
  const sockets = new Set<Socket>();
  const silenced = new Set<Socket>();
  const greetings: string[] = [];
  const server = createServer((inner) => {
    if (state === "cut") {
      inner.destroy();
      return;
    }
    const outer = connect(target, host);
    const pair = [inner, outer];
    inner.once("data", (bytes) => greetings.push(bytes.toString("latin1")));
    inner.pipe(outer);
    outer.pipe(inner);
    for (const socket of pair) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        if (silenced.delete(socket)) return;
        for (const other of pair) other.destroy();
      });
      if (state === "frozen") hold(socket);
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return sockets.size / 2;
    },
    greetings,
    cut() {
      state = "cut";
      for (const socket of sockets) socket.destroy();
    },
    freeze() {
      state = "frozen";
      for (const socket of sockets) hold(socket);
    },
    silence() {
      for (const socket of sockets) {
        silenced.add(socket);
        sockets.delete(socket);
        socket.unpipe();
        hold(socket);
      }
    },
    heal() {
      const wasFrozen = state === "frozen";
      state = "open";
      if (wasFrozen) for (const socket of sockets) release(socket);
    },
    leadTo(next) {
      target = next;
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of [...sockets, ...silenced]) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A pipe would resume a socket that is only paused, so its way out is stopped up as well. */
function hold(socket: Socket): void {
  socket.cork();
  socket.pause();
}

function release(socket: Socket): void {
  socket.uncork();
  socket.resume();
}
