/** One accepted change of a map, as it goes to disk. */
export interface LogEntry {
  map: string;
  /** The history it was made for: when the map has another by then, the entry is dropped. */
  generation: string;
  /** Who made it. */
  user: string;
  /** A Yjs V1 update. */
  bytes: Uint8Array;
  /** Yjs client ids that appear in it for the first time in this map; they belong to the user from now on. */
  newClients: readonly number[];
}

export interface LoggedUpdate {
  /** Grows with every append to its map. */
  seq: number;
  /** When it was appended, in milliseconds since 1970; 0 where that was not recorded. */
  at: number;
  user: string;
  bytes: Uint8Array;
}

export interface LoadedMap {
  /** Marks this history; made anew when a map is restored or imported again. */
  generation: string;
  /** The last number that was given out in it, also when its row is no longer there. */
  seq: number;
  /** The newest readable snapshot, and the rows after it in order. */
  snapshot: Uint8Array | undefined;
  rows: LoggedUpdate[];
  /** Yjs client id → the user it belongs to. */
  owners: Map<number, string>;
  /** Rows and snapshots that could not be read; they were set aside, and others' copies may fill the gap. */
  quarantined: number;
}

/** How far a map's history has come. */
export interface MapHead {
  generation: string;
  seq: number;
}

/** What a map got after some sequence number. */
export interface LogTail {
  generation: string;
  /** Holds everything up to its `seq`; there when rows that were asked for have been merged away. */
  snapshot: { seq: number; bytes: Uint8Array } | undefined;
  /** After that snapshot, or after the number asked for; those with a wrong checksum are left out. */
  rows: LoggedUpdate[];
}

/** A map as it was before it was brought to another layout. */
export interface LayoutBackup {
  layout: number;
  /** The last number of the rows that it was made of. */
  seq: number;
  bytes: Uint8Array;
}

/**
 * Where maps are kept: one append-only list of updates a map, with snapshots that merge its beginning.
 * Every promise resolves only when what it names is on disk. A failing disk delays `append`, it does not reject it:
 * entries wait in order and are tried again, while `accepts` tells when no more should come.
 */
export interface UpdateLog {
  /** Starts a map. @throws AppError CONFLICT when it exists. */
  create(map: string, generation: string, snapshot: Uint8Array): Promise<void>;
  /**
   * Resolves with the entry's sequence number once its group is committed; groups form within 10 ms. 0 stands for an
   * entry that was dropped: its map is gone, or has another history.
   */
  append(entry: LogEntry): Promise<number>;
  /**
   * Reads a map, or `undefined` when there is none. Rows with a wrong checksum are set aside in the same transaction.
   * @throws AppError UNAVAILABLE when opening this map ended the process three times in a row and minutes ago only.
   */
  load(map: string): Promise<LoadedMap | undefined>;
  /** Maps that were being opened when an earlier process ended, as far as none was opened to its end since. */
  suspects(): Promise<Set<string>>;
  /** What was made of a loaded map, or failed to be, did not end the process: nothing is held against the map. */
  opened(map: string): Promise<void>;
  /** How far each of the maps that exist has come. */
  heads(maps: readonly string[]): Promise<Map<string, MapHead>>;
  /** What was appended to a map after `seq`, or `undefined` when there is none. Changes nothing and is no opening. */
  readAfter(map: string, seq: number): Promise<LogTail | undefined>;
  /** Whose each of these Yjs client ids is in a map, as far as the log says. */
  owners(map: string, clients: readonly number[]): Promise<Map<number, string>>;
  /**
   * Replaces every row up to `upToSeq` by a snapshot that contains them all, others' too, in one transaction. Rows that
   * the snapshot before did not contain stay till the next, for `load` to read when this one is damaged. Does nothing when
   * the map has another history by then.
   */
  compact(map: string, generation: string, snapshot: Uint8Array, upToSeq: number): Promise<void>;
  /**
   * Replaces all of a map by a snapshot of a newer layout; what it was before is kept, for whoever has to go back. Gives
   * the snapshot's sequence number. @throws AppError CONFLICT when the map got something after `before.seq`.
   */
  migrate(map: string, before: LayoutBackup, snapshot: Uint8Array): Promise<number>;
  /**
   * Gives a map a new history that begins with `snapshot`, in one transaction: rows, snapshots and client ids of the old
   * one go, sequence numbers go on. @throws AppError NOT_FOUND; CONFLICT when the map got something after `afterSeq`.
   */
  replace(map: string, generation: string, snapshot: Uint8Array, afterSeq?: number): Promise<void>;
  /** Sets rows aside that could be read but not applied. */
  quarantine(map: string, seqs: readonly number[], reason: string): Promise<void>;
  /** Deletes a map for good; does nothing when there is none. */
  remove(map: string): Promise<void>;
  /** Whether other processes append to the same maps. */
  readonly isShared: boolean;
  /** False while entries have waited for the disk too long, or too many wait; those of one map that fails alone aside. */
  readonly isAccepting: boolean;
  /** Whether more should come of this map. */
  accepts(map: string): boolean;
  /** Entries not yet on disk. */
  readonly waiting: number;
  /** Writes what waits, and what was said of openings, then closes. */
  close(): Promise<void>;
}
