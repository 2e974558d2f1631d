/** Hears a message of another node, and which node it was. */
export type BusListener = (message: Uint8Array, node: string) => void;

/**
 * What the nodes of a studio say to each other. It only makes things faster: a message may be lost, and whoever needs to
 * be sure asks the database. Nothing here waits, throws or collects without bound.
 */
export interface Bus {
  /** Whether other nodes hear at once what is said now. */
  readonly isUp: boolean;
  /** Says something to every other node that listens on `topic`; forgotten when the way is cut. */
  publish(topic: string, message: Uint8Array): void;
  /** Hears what other nodes say on `topic` until the returned function is called. */
  subscribe(topic: string, listener: BusListener): () => void;
  /** On which of these topics another node listens; undefined when nobody can say just now. */
  heardElsewhere(topics: readonly string[]): Promise<ReadonlySet<string> | undefined>;
  /** Calls `listener` when the way is open again: what was said in between was not heard. */
  onReconnect(listener: () => void): () => void;
  close(): Promise<void>;
}
