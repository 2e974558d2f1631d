// The y-websocket reference server, copied into a folder where it is installed.
import { createServer } from "node:http";
import { setupWSConnection } from "@y/websocket-server/utils";
import { WebSocketServer } from "ws";

const server = createServer((_request, response) => response.end(JSON.stringify({ cpu: process.cpuUsage() })));
new WebSocketServer({ server, perMessageDeflate: false }).on("connection", setupWSConnection);
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ event: "listening", url: `http://127.0.0.1:${server.address().port}` }));
});
