// Hocuspocus, copied into a folder where it is installed. FLUSH_MS is its `flushDelay`; absent means its default.
import { createServer } from "node:http";
import { Hocuspocus } from "@hocuspocus/server";
import { WebSocketServer } from "ws";

const flushDelay = process.env.FLUSH_MS;
const hocuspocus = new Hocuspocus({ quiet: true, ...(flushDelay && { flushDelay: Number(flushDelay) }) });
const server = createServer((_request, response) => response.end(JSON.stringify({ cpu: process.cpuUsage() })));
new WebSocketServer({ server, perMessageDeflate: false }).on("connection", (socket, request) => {
  socket.binaryType = "arraybuffer";
  const asked = new Request(`http://localhost${request.url}`, { headers: request.headers });
  const connection = hocuspocus.handleConnection(socket, asked);
  socket.on("message", (data) => connection.handleMessage(new Uint8Array(data)));
  socket.on("close", (code, reason) => connection.handleClose({ code, reason: String(reason) }));
});
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ event: "listening", url: `http://127.0.0.1:${server.address().port}` }));
});
