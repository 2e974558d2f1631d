import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

// The least a server can do with `ws`: it forwards each frame to the others who are connected to the same path.

const rooms = new Map<string, Set<WebSocket>>();
const server = createServer((_request, response) => response.end(JSON.stringify({ cpu: process.cpuUsage() })));
const webSockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
webSockets.on("connection", (socket, request) => {
  const path = request.url?.split("?")[0] ?? "";
  const room = rooms.get(path) ?? new Set();
  rooms.set(path, room.add(socket));
  socket.on("message", (data) => {
    for (const other of room) if (other !== socket) other.send(data, { binary: true });
  });
  socket.on("close", () => room.delete(socket));
  socket.on("error", () => socket.terminate());
});
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ event: "listening", url })}\n`);
});
