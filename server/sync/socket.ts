import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { schemaVersion } from "../../shared/doc/mapDoc.ts";
import { AppError, type ErrorCode, errorTable } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { mapIdOfPath, protocolVersion } from "../../shared/wire/version.ts";
import { ConnectionCounts, type ConnectionLimits } from "./connectionLimits.ts";
import type { Connection, Hub } from "./hub.ts";
import type { Member } from "./member.ts";
import type { Report } from "./report.ts";
import { type HandshakeRefusal, type SyncMeter, silentMeter } from "./syncMeter.ts";
import type { Transport } from "./transport.ts";
import { WebSocketTransport } from "./webSocketTransport.ts";

/** The answer to "may he come in?"; a refusal's close code comes from the error table. */
export type Admission = { member: Member } | { refused: ErrorCode };

export interface SyncOptions {
  hub: Hub;
  /** Decides by cookie or ticket; asked before the handshake is answered, and given up after 10 s. */
  authenticate(request: IncomingMessage, mapId: string): Promise<Admission>;
  /** `origin` is absent when no browser asks. */
  isAllowedOrigin(origin: string | undefined, request: IncomingMessage): boolean;
  /** The client's address behind trusted proxies, for the limits a stranger meets. */
  addressOf(request: IncomingMessage): string;
  /** Those who are inside need all there is: whoever comes is asked to come again. */
  isTooMuch?: () => boolean;
  report?: Report;
  meter?: SyncMeter;
  /** Other limits than the usual ones, for load tests. */
  connectionLimits?: Partial<{ [K in keyof ConnectionLimits]: number }>;
}

export interface SyncServer {
  /** From now on whoever comes is refused with the handshake, so that a proxy may ask another node. */
  drain(): void;
  /** Takes no more connections and stops looking after those there are; `hub.drain()` closes them. */
  close(): void;
}

const handshakeStatus: Record<HandshakeRefusal, string> = {
  noRoute: "404 Not Found",
  origin: "403 Forbidden",
  stopping: "503 Service Unavailable",
};

/** Requests carry only a path. */
const base = "http://localhost";

/** How long a client may take to answer a close before it is cut off. */
const closeTimeoutMs = 5_000;

/**
 * Answers WebSocket upgrades under `/sync/<mapId>`; upgrades elsewhere get 404, and strange origins 403. Whoever may not
 * in is let in and closed with the code that says why: a browser cannot read the status of a failed handshake. Nothing
 * that a stranger sends is read before he is known.
 */
export function attachSync(server: Server, options: SyncOptions): SyncServer {
  const { hub, report = () => {}, meter = silentMeter } = options;
  const counts = new ConnectionCounts(options.connectionLimits);
  const connections = new Set<{ webSocket: WebSocket; seenAt: number }>();
  const settings = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: limits.maxFragments,
    maxBufferedChunks: limits.maxBufferedChunks,
    closeTimeout: closeTimeoutMs,
  };
  const webSockets = new WebSocketServer(settings);
  let isDraining = false;

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on("error", () => stream.destroy());
    const url = URL.canParse(request.url ?? "", base) ? new URL(request.url ?? "", base) : undefined;
    const mapId = url && mapIdOfPath(url.pathname);
    if (!url || mapId === undefined) turnAway(stream, "noRoute");
    else if (!options.isAllowedOrigin(request.headers.origin, request)) turnAway(stream, "origin");
    else if (isDraining) turnAway(stream, "stopping");
    else void admit(request, stream, head, url, mapId);
  }

  function turnAway(stream: Duplex, why: HandshakeRefusal): void {
    meter.turnedAway(why);
    refuseHandshake(stream, handshakeStatus[why]);
  }

  async function admit(request: IncomingMessage, stream: Duplex, head: Buffer, url: URL, mapId: string): Promise<void> {
    const address = options.addressOf(request);
    const refused = options.isTooMuch?.() ? "UNAVAILABLE" : counts.enter(address);
    if (refused === undefined) stream.once("close", () => counts.leave(address));
    const watch = hub.watchAccess();
    stream.once("close", () => watch.end());
    const admission = refused ? { refused } : countUser(await judge(request, url, mapId), stream);
    webSockets.handleUpgrade(request, stream, head, (webSocket) => {
      webSocket.on("error", () => webSocket.terminate());
      if ("refused" in admission) refuse(webSocket, admission.refused);
      else
        void enter(webSocket, stream, mapId, admission.member, (transport) => {
          const generation = url.searchParams.get("generation") ?? undefined;
          return hub.join(mapId, admission.member, transport, generation, watch);
        });
    });
  }

  /** @param known the map and the user, once it is clear that there are both: what a stranger writes is not for the log. */
  function refuse(webSocket: WebSocket, code: ErrorCode, known: { map?: string; user?: string } = {}): void {
    const { close, title } = errorTable[code];
    meter.closed(close);
    // When all are refused alike, a line for each would be more work than letting them in.
    report(code === "UNAVAILABLE" ? "debug" : "info", "sync refused", { code, ...known });
    webSocket.resume();
    webSocket.close(close, title);
  }

  async function judge(request: IncomingMessage, url: URL, mapId: string): Promise<Admission> {
    if (isOlder(url, "v", protocolVersion) || isOlder(url, "schema", schemaVersion))
      return { refused: "CLIENT_TOO_OLD" };
    try {
      return await withinDeadline(options.authenticate(request, mapId));
    } catch (error) {
      report("error", "admission failed", { map: mapId, error: String(error) });
      return { refused: "UNAVAILABLE" };
    }
  }

  function countUser(admission: Admission, stream: Duplex): Admission {
    if ("refused" in admission || stream.destroyed) return admission;
    const { userId } = admission.member;
    const refused = counts.enterUser(userId);
    if (refused) return { refused };
    stream.once("close", () => counts.leaveUser(userId));
    return admission;
  }

  async function enter(
    webSocket: WebSocket,
    stream: Duplex,
    mapId: string,
    { userId }: Member,
    join: (transport: Transport) => Promise<Connection>,
  ): Promise<void> {
    let connection: Connection | undefined;
    const start = performance.now();
    webSocket.once("close", (code) => {
      if (!connection) return;
      connection.leave();
      const seconds = Math.round((performance.now() - start) / 1000);
      report("info", "sync ended", { map: mapId, user: userId, code, seconds });
    });
    // Until the map is loaded, what the client sends stays in the network.
    webSocket.pause();
    const transport = new WebSocketTransport(webSocket, stream, meter);
    try {
      connection = await join(transport);
    } catch (error) {
      const code = error instanceof AppError ? error.code : "UNAVAILABLE";
      if (!(error instanceof AppError)) report("error", "join failed", { map: mapId, error: String(error) });
      refuse(webSocket, code, { map: mapId, user: userId });
      return;
    }
    report("debug", "sync began", { map: mapId, user: userId });
    if (webSocket.readyState === webSocket.OPEN) serve(webSocket, connection);
    else connection.leave();
  }

  function serve(webSocket: WebSocket, connection: Connection): void {
    const seen = { webSocket, seenAt: performance.now() };
    connections.add(seen);
    webSocket.on("message", (data: RawData, isBinary: boolean) => {
      seen.seenAt = performance.now();
      if (isBinary) connection.receive(data as Buffer);
      else webSocket.close(errorTable.MALFORMED.close, "Only binary messages are spoken here.");
    });
    webSocket.on("pong", () => {
      seen.seenAt = performance.now();
    });
    webSocket.once("close", () => connections.delete(seen));
    webSocket.resume();
  }

  const pinging = setInterval(() => {
    const now = performance.now();
    for (const { webSocket, seenAt } of connections)
      if (now - seenAt > limits.deadMs) webSocket.terminate();
      else webSocket.ping();
  }, limits.pingMs).unref();

  server.on("upgrade", upgrade);
  return {
    drain() {
      isDraining = true;
    },
    close() {
      server.off("upgrade", upgrade);
      clearInterval(pinging);
    },
  };
}

/** Whether the client says it speaks an older version than ours; one that says nothing is a stock client. */
function isOlder(url: URL, parameter: string, current: number): boolean {
  const text = url.searchParams.get(parameter);
  return text !== null && !(Number(text) >= current);
}

function refuseHandshake(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("nobody answered in time")), limits.greetTimeoutMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
