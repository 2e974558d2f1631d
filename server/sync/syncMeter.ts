import { closeCodes } from "../../shared/wire/close.ts";
import { errorTable } from "../../shared/errors.ts";
import { type RefusalCode, refusalCodes } from "../../shared/wire/message.ts";
import type { Metrics } from "../metrics.ts";

/** What rooms and sockets tell of their work, as it happens. Times are in milliseconds. */
export interface SyncMeter {
  /** A change was handed to the network for everyone, so long after its frame came. */
  passedOn(ms: number): void;
  /** A change is on disk, so long after its frame came. */
  committed(ms: number): void;
  /** Its author is told so, so long after its frame came. */
  toldSaved(ms: number): void;
  /** A map was read and built. */
  opened(ms: number): void;
  refused(code: RefusalCode): void;
  /** A connection was closed from here. */
  closed(code: number): void;
  /** A connection was not even answered with a handshake. */
  turnedAway(why: HandshakeRefusal): void;
  /** Somebody was asked to come back because he reads too slowly. */
  sentBack(): void;
  received(bytes: number): void;
  sent(bytes: number): void;
  /** Somebody got the document: the answer that another one got, or one of his own. */
  answered(from: "shared" | "made"): void;
  compacted(result: "done" | "failed"): void;
  /** Rows were set aside when a map was opened. */
  quarantined(rows: number): void;
  /** A room was read from the log again. */
  reloaded(): void;
}

const handshakeRefusals = ["noRoute", "origin", "stopping"] as const;

export type HandshakeRefusal = (typeof handshakeRefusals)[number];

const nothing = (): void => {};

/** Tells nobody. */
export const silentMeter: SyncMeter = {
  passedOn: nothing,
  committed: nothing,
  toldSaved: nothing,
  opened: nothing,
  refused: nothing,
  closed: nothing,
  turnedAway: nothing,
  sentBack: nothing,
  received: nothing,
  sent: nothing,
  answered: nothing,
  compacted: nothing,
  quarantined: nothing,
  reloaded: nothing,
};

/** Every code with which the server closes a connection. */
const codes = [...Object.values(closeCodes), ...Object.values(errorTable).map(({ close }) => close)].map(String);

/** Bounds in seconds around what is promised: passed on within 100 ms, saved within 100, 250 and 600 ms. */
const propagationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5];
const savingBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.6, 1, 2.5, 10];
const openingBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

/** Makes figures for Prometheus of what rooms and sockets tell. */
export function openSyncMeter(metrics: Metrics): SyncMeter {
  let receivedBytes = 0;
  let sentBytes = 0;
  let quarantinedRows = 0;
  metrics.total({ name: "kept_received_bytes_total", help: "Bytes of frames from clients" }, () => receivedBytes);
  metrics.total({ name: "kept_sent_bytes_total", help: "Bytes of frames to clients" }, () => sentBytes);
  metrics.total(
    { name: "kept_quarantined_rows_total", help: "Rows and snapshots that could not be read and were set aside" },
    () => quarantinedRows,
  );
  const inSeconds = (note: (value: number) => void) => (ms: number) => note(ms / 1000);
  return {
    passedOn: inSeconds(
      metrics.histogram(
        {
          name: "kept_propagation_seconds",
          help: "From a change's frame until it is handed to the network for others",
        },
        propagationBuckets,
      ),
    ),
    committed: inSeconds(
      metrics.histogram(
        { name: "kept_commit_seconds", help: "From a change's frame until it is on disk" },
        savingBuckets,
      ),
    ),
    toldSaved: inSeconds(
      metrics.histogram(
        { name: "kept_save_seconds", help: "From a change's frame until its author is told that it is saved" },
        savingBuckets,
      ),
    ),
    opened: inSeconds(
      metrics.histogram({ name: "kept_map_open_seconds", help: "Reading and building a map" }, openingBuckets),
    ),
    refused: metrics.counters({
      name: "kept_changes_refused_total",
      help: "Changes refused with message 5",
      label: "code",
      values: refusalCodes,
    }),
    closed: countNumbers(
      metrics.counters({
        name: "kept_connections_closed_total",
        help: "Connections closed by the server, by close code",
        label: "code",
        values: codes,
      }),
    ),
    turnedAway: metrics.counters({
      name: "kept_handshakes_refused_total",
      help: "Upgrades that were refused before the handshake",
      label: "why",
      values: handshakeRefusals,
    }),
    sentBack: metrics.counter({
      name: "kept_slow_readers_sent_back_total",
      help: "Connections closed because their client read too slowly",
    }),
    received: (bytes) => void (receivedBytes += bytes),
    sent: (bytes) => void (sentBytes += bytes),
    answered: metrics.counters({
      name: "kept_sync_answers_total",
      help: "Documents sent to whoever asked: encoded for them, or shared with others who asked the same",
      label: "from",
      values: ["shared", "made"],
    }),
    compacted: metrics.counters({
      name: "kept_compactions_total",
      help: "Rows replaced by a snapshot",
      label: "result",
      values: ["done", "failed"],
    }),
    quarantined: (rows) => void (quarantinedRows += rows),
    reloaded: metrics.counter({
      name: "kept_room_reloads_total",
      help: "Rooms read from the log again because their document was damaged",
    }),
  };
}

function countNumbers(count: (value: string) => void): (code: number) => void {
  return (code) => count(String(code));
}
