import type { CloseCode } from "../../shared/wire/close.ts";

/** Messages that go to several people in one write each; framed once, whoever sends it first. */
export interface Packet {
  readonly messages: readonly Uint8Array[];
  /** What a transport made of the messages, kept for the next receiver. */
  framed?: Uint8Array;
}

/** The way to one client. A room knows nothing else of it. */
export interface Transport {
  /** Bytes handed over and not yet taken by the network. */
  readonly unsentBytes: number;
  /** Hands over one or more messages in a single write; does nothing once closed. */
  write(packet: Packet): void;
  /** Calls `listener` once, in place of an earlier one, when the network has taken all of the large write before. */
  onceTaken(listener: () => void): void;
  /** Reads nothing more from the client for so long: the brake for one who sends too much. */
  pause(ms: number): void;
  close(code: CloseCode, reason: string): void;
}
