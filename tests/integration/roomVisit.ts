import { WebSocket } from "ws";
import { syncPath } from "../../shared/wire/version.ts";
import { type Message, decodeMessage, encodeMessage } from "../../shared/wire/message.ts";
import type { Caller, TestStudio } from "./studio.ts";

/** One socket to a map's room, spoken to by hand. */
export interface RoomVisit {
  /** The close code, once it is closed. */
  closed: Promise<number>;
  isOpen(): boolean;
  send(message: Message): void;
  /** The next message of that type. */
  next<T extends Message["type"]>(type: T): Promise<Extract<Message, { type: T }>>;
  close(): void;
}

/** Joins with the caller's cookies and headers, or a ticket; resolves when the room has answered or sent away. */
export async function joinRoom(studio: TestStudio, caller: Caller, map: string, ticket?: string): Promise<RoomVisit> {
  const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const query = new URLSearchParams({ v: "1", schema: "1", ...(ticket !== undefined && { ticket }) });
  const url = `${studio.url.replace(/^http/, "ws")}${syncPath(map)}?${query}`;
  const socket = new WebSocket(url, { headers: { ...caller.headers, ...(cookie !== "" && { cookie }) } });
  socket.binaryType = "arraybuffer";
  const received: Message[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data: ArrayBuffer) => {
    received.push(decodeMessage(new Uint8Array(data)));
    for (const check of waiting) check();
  });
  // An empty document says hello.
  socket.on("open", () => visit.send({ type: "syncStep1", stateVector: new Uint8Array([0]) }));
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));

  const visit: RoomVisit = {
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (message) => socket.send(encodeMessage(message)),
    next: (type) =>
      new Promise((resolve) => {
        const check = () => {
          const index = received.findIndex((message) => message.type === type);
          if (index < 0) return;
          waiting.delete(check);
          resolve(received.splice(index, 1)[0] as never);
        };
        waiting.add(check);
        check();
      }),
    close: () => socket.close(),
  };
  await Promise.race([visit.next("syncStep2"), closed]);
  return visit;
}
