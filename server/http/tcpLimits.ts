import type { Server } from "node:http";
import { limits } from "../../shared/limits.ts";
import { networkOf } from "./networkOf.ts";

/**
 * Bounds the connections of a server before anybody has said a word over them. Behind a proxy all come from one address,
 * so that only the whole is bounded there. @param perAddress other than usual, for tests.
 */
export function limitTcp(
  server: Server,
  isBehindProxy: boolean,
  perAddress: number = limits.tcpConnectionsPerAddress,
): void {
  server.maxConnections = limits.tcpConnectionsPerProcess;
  if (isBehindProxy) return;
  const counts = new Map<string, number>();
  server.on("connection", (socket) => {
    const network = networkOf(socket.remoteAddress ?? "");
    const count = (counts.get(network) ?? 0) + 1;
    if (count > perAddress) {
      socket.destroy();
      return;
    }
    counts.set(network, count);
    socket.once("close", () => {
      const left = (counts.get(network) ?? 1) - 1;
      if (left > 0) counts.set(network, left);
      else counts.delete(network);
    });
  });
}
