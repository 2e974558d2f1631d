import type { IncomingMessage, Server } from "node:http";
import type { ErrorCode } from "../../shared/errors.ts";
import type { Hub, Member, Report } from "./hub.ts";

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
  report?: Report;
}

export interface SyncServer {
  /** Takes no more connections; `hub.drain()` closes those there are. */
  close(): Promise<void>;
}

/** Answers WebSocket upgrades under `/sync/<mapId>`; upgrades elsewhere get 404. */
export declare function attachSync(server: Server, options: SyncOptions): SyncServer;
