import { isEmptyUpdate, type Message } from "../../../shared/wire/message.ts";
import { Person } from "./person.ts";

/** Somebody who keeps account of which of his entries in a list the server called saved. */
export class KeptAccount {
  readonly person = new Person();
  readonly userId: string;
  /** Everything he wrote. */
  readonly written: string[] = [];
  /** What he was told is saved. */
  readonly saved = new Set<string>();
  /** For each counted frame of this connection, the entries that it carried; none when it was refused. */
  #frames: string[][] = [];
  #shown = 0;

  constructor(userId: string) {
    this.userId = userId;
    const { person } = this;
    const { onMessage } = person.transport;
    person.transport.onMessage = (message) => {
      this.#hear(message);
      onMessage(message);
    };
    const send = person.send.bind(person);
    person.send = (message) => {
      const isWhole = message.type === "syncStep2" && !isEmptyUpdate(message.update);
      if (isWhole) this.#frames.push([...this.written]);
      else if (message.type === "update") this.#frames.push(this.written.slice(-1));
      send(message);
    };
  }

  get isOut(): boolean {
    return this.person.transport.closed !== undefined;
  }

  /** A new connection: counting begins anew. */
  begin(): void {
    this.#frames = [];
    this.person.transport.closed = undefined;
    this.person.sent = this.person.saved = 0;
  }

  /** Says who he is, as a browser does before anything else. */
  show(): void {
    this.person.show({ cursor: null }, { clock: ++this.#shown });
  }

  write(): void {
    const entry = `${this.userId} ${this.written.length}`;
    this.written.push(entry);
    this.person.doc.getArray("list").push([entry]);
  }

  list(): string[] {
    return this.person.doc.getArray<string>("list").toArray();
  }

  #hear(message: Message): void {
    if (message.type === "refused" && message.index > 0) this.#frames[message.index - 1] = [];
    if (message.type !== "saved") return;
    for (const entries of this.#frames.slice(0, message.count)) for (const entry of entries) this.saved.add(entry);
  }
}
