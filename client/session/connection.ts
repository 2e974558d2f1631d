import { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";
import { readHeader, schemaVersion } from "../../shared/doc/mapDoc.ts";
import { closeCodes, comeBackWithinMs } from "../../shared/wire/close.ts";
import { decodeMessage, ownMessageTypes, type RefusalCode } from "../../shared/wire/message.ts";
import { protocolVersion } from "../../shared/wire/version.ts";
import { countingSocket } from "./countingSocket.ts";
import { createObserved, type Observable } from "./observable.ts";
import { createSaveTracker } from "./saveTracker.ts";

export interface ConnectionStatus {
  /** `closed` is final: `reason` says why. `notSaved` means the server did not take an edit. */
  state: "loading" | "saving" | "saved" | "offline" | "notSaved" | "closed";
  /** Edits made here that are not known to be saved. */
  pending: number;
  reason?: string;
  /** Closed because the map has another history now: it is to be opened anew. */
  isReplaced?: boolean;
  /** Why an edit was refused. */
  code?: RefusalCode;
  /** There is a map to show, from the server or from this browser. */
  ready: boolean;
  /** How often the server let this tab in; each time it judged anew what it may do. */
  connections: number;
}

export type ConnectionStore = Observable<ConnectionStatus>;

export interface Connection extends ConnectionStore {
  /** The provider's awareness carries presence. */
  readonly awareness: WebsocketProvider["awareness"];
  /** What the server told last of what goes on in this map besides its document (message 6). */
  readonly told: Observable<unknown>;
  /** Connects; call when the local copy is in the document, or does not come soon. */
  open: () => void;
  /** The local copy is in the document with all it has, or (`false`) cannot be had. */
  copyLoaded: (isWhole: boolean) => void;
  close: () => void;
}

interface ConnectionOptions {
  doc: Y.Doc;
  mapId: string;
  generation: string;
  /** Edits that earlier tabs left in the local copy. */
  carried: number;
  /** Whether a transaction's origin is somebody typing here, and not the disk. */
  isLocalEdit: (origin: unknown) => boolean;
  pendingChanged: (pending: number) => void;
}

/** A short break shows nothing: servers restart, trains pass tunnels. */
const graceMs = 2_000;

/** Keeps `doc` in step with the server, and knows what is saved: from message 4 alone. */
export function createConnection(options: ConnectionOptions): Connection {
  const { doc, mapId, generation } = options;
  const status = createObserved<ConnectionStatus>({ state: "loading", pending: 0, ready: false, connections: 0 });
  const told = createObserved<unknown>(undefined);
  const tracker = createSaveTracker(options.carried, () => {
    options.pendingChanged(tracker.pending);
    update();
  });
  let link: "down" | "broken" | "synced" = "down";
  let connections = 0;
  let final: string | undefined;
  let isReplaced = false;
  let isCopyLost = false;
  let graceTimer: ReturnType<typeof setTimeout> | undefined;

  // Before the provider's own listener, so that an edit is counted before it is sent.
  const countEdit = (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider && options.isLocalEdit(origin)) tracker.edited();
  };
  doc.on("update", countEdit);
  doc.on("afterTransaction", update);
  const provider: WebsocketProvider = new WebsocketProvider(socketAddress(), encodeURIComponent(mapId), doc, {
    connect: false,
    disableBc: true,
    params: { v: String(protocolVersion), schema: String(schemaVersion), generation },
    WebSocketPolyfill: countingSocket(tracker, doc.clientID),
  });

  function update(): void {
    const before = status.read();
    const next: ConnectionStatus = {
      ...describe(),
      pending: tracker.pending,
      ready: before.ready || readHeader(doc) !== undefined,
      connections,
    };
    const same = (Object.keys({ ...before, ...next }) as (keyof ConnectionStatus)[]).every(
      (key) => before[key] === next[key],
    );
    if (!same) status.set(next);
  }

  function describe(): Pick<ConnectionStatus, "state" | "reason" | "code" | "isReplaced"> {
    if (final !== undefined) return { state: "closed", reason: final, isReplaced };
    if (tracker.refusal !== undefined)
      return { state: "notSaved", reason: tracker.refusal.text, code: tracker.refusal.code as RefusalCode };
    if (link === "broken") return { state: "offline" };
    if (isCopyLost && options.carried > 0) return { state: "notSaved", reason: lostCopyWords };
    if (tracker.pending > 0) return { state: "saving" };
    return { state: connections > 0 ? "saved" : "loading" };
  }

  function startGrace(): void {
    graceTimer ??= setTimeout(() => {
      link = "broken";
      update();
    }, graceMs);
  }

  provider.on("sync", (synced: boolean) => {
    if (!synced) return;
    clearTimeout(graceTimer);
    graceTimer = undefined;
    link = "synced";
    connections += 1;
    update();
  });
  provider.on("connection-close", () => {
    // Full jitter: a restarted server is not met by everybody at once. y-websocket takes the smaller of its own
    // growing delay and this one.
    const ceilingMs = Math.min(comeBackWithinMs, 2 ** (provider.wsUnsuccessfulReconnects + 1) * 200);
    provider.maxBackoffTime = Math.random() * ceilingMs;
    if (link === "synced") link = "down";
    startGrace();
    update();
  });
  provider.on("closed", ({ code, reason }: { code: number; reason: string }) => {
    isReplaced = code === closeCodes.otherGeneration;
    final = closeWords[code] ?? (reason || "The server ended the connection.");
    update();
  });

  for (const type of ownMessageTypes)
    provider.messageHandlers[type] = (_encoder, { arr }) => {
      const message = decodeMessage(arr);
      if (message.type === "session") told.set(message.state);
      if (message.type === "saved") tracker.saved(message.count);
      // Index 0 speaks of presence, of which nothing is kept.
      if (message.type === "refused" && message.index > 0) tracker.refused(message.index, message);
    };

  function reconnect(): void {
    if (final !== undefined) return;
    provider.disconnect();
    provider.connect();
  }

  const online = () => {
    if (final === undefined && link !== "synced") provider.connect();
  };
  return {
    awareness: provider.awareness,
    told,
    read: status.read,
    subscribe: status.subscribe,
    open() {
      update();
      startGrace();
      provider.connect();
      window.addEventListener("online", online);
      // The browser says that the network went: prove it. Loopback and local networks may still be there.
      window.addEventListener("offline", reconnect);
    },
    copyLoaded(isWhole) {
      isCopyLost = !isWhole;
      if (!isWhole) return update();
      tracker.carriedArrived();
      // What came late is asked for again: the server may have been told that there is nothing.
      if (options.carried > 0 && provider.wsconnected) reconnect();
    },
    close() {
      clearTimeout(graceTimer);
      window.removeEventListener("online", online);
      window.removeEventListener("offline", reconnect);
      doc.off("update", countEdit);
      doc.off("afterTransaction", update);
      provider.destroy();
    },
  };
}

function socketAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/sync`;
}

const lostCopyWords =
  "This browser’s copy of the map cannot be read, and changes in it did not reach the server. Reload to try again.";

/** Why a final close ends the session, and what to do. The server's own words stand where we have none. */
const closeWords: Partial<Record<number, string>> = {
  [closeCodes.malformed]: "This page sent something the server could not read. Reload to go on.",
  [closeCodes.signedOut]: "You were signed out.",
  [closeCodes.forbidden]: "You may no longer open this map.",
  [closeCodes.noSuchMap]: "This map is no longer here for you.",
  [closeCodes.otherGeneration]: "This map was restored to another state.",
  [closeCodes.clientTooOld]: "This page is older than the server. Reload to go on.",
};
