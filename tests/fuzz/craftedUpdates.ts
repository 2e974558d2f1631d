import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** Who writes all that is crafted here, unless a test says otherwise. */
export const craftedClient = 777;

/** Yjs' numbers of the contents that a struct may have (V1 encoding). */
const contents = { gc: 0, json: 2, string: 4, embed: 5, format: 6, type: 7, any: 8, doc: 9 } as const;
/** The struct names what stands to its left, or to its right. */
const hasOrigin = 0x80;
const hasRightOrigin = 0x40;
const anyNull = 126;
const anyArray = 117;
const typeArray = 0;

type Write = (encoder: encoding.Encoder) => void;

function bytesOf(write: Write): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function writeNumbers(encoder: encoding.Encoder, ...numbers: number[]): void {
  for (const number of numbers) encoding.writeVarUint(encoder, number);
}

/** An update of one client whose structs are written one after the other, from `clock` on. */
function updateOf(client: number, structs: Iterable<Write>, clock = 0): Uint8Array {
  const list = [...structs];
  return bytesOf((encoder) => {
    writeNumbers(encoder, 1, list.length, client, clock);
    for (const write of list) write(encoder);
    writeNumbers(encoder, 0);
  });
}

/** A struct at the end of a root list: the first names the list, each other what it follows. */
function listItem(client: number, index: number, content: number, write: Write, root = "list"): Write {
  return (encoder) => {
    if (index === 0) {
      encoding.writeUint8(encoder, content);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, root);
    } else {
      encoding.writeUint8(encoder, content | hasOrigin);
      writeNumbers(encoder, client, index - 1);
    }
    write(encoder);
  };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** So many values in one list, each a struct of its own. Yjs copies the growing list for each of them. */
export function manyValues(count: number, client = craftedClient): Uint8Array {
  const one: Write = (encoder) => {
    writeNumbers(encoder, 1);
    encoding.writeUint8(encoder, anyNull);
  };
  return updateOf(
    client,
    times(count, (index) => listItem(client, index, contents.any, one)),
  );
}

/** One list of so many values, as one struct. */
export function longList(count: number, client = craftedClient): Uint8Array {
  const all: Write = (encoder) => {
    writeNumbers(encoder, count);
    for (let i = 0; i < count; i++) encoding.writeUint8(encoder, anyNull);
  };
  return updateOf(client, [listItem(client, 0, contents.any, all)]);
}

/** Deletes every third of a client's characters or values: each deletion cuts what it lies in. */
export function deletionsInPieces(count: number, client = craftedClient): Uint8Array {
  return bytesOf((encoder) => {
    writeNumbers(encoder, 0, 1, client, count);
    for (let i = 0; i < count; i++) writeNumbers(encoder, 1 + 3 * i, 1);
  });
}

/** Deletes one run of a client. */
export function deletionOf(clock: number, length: number, client = craftedClient): Uint8Array {
  return bytesOf((encoder) => writeNumbers(encoder, 0, 1, client, 1, clock, length));
}

/** One value in a list, nested so deep. */
export function deepValue(depth: number, client = craftedClient): Uint8Array {
  const write: Write = (encoder) => {
    writeNumbers(encoder, 1);
    for (let i = 0; i < depth; i++) {
      encoding.writeUint8(encoder, anyArray);
      writeNumbers(encoder, 1);
    }
    encoding.writeUint8(encoder, anyNull);
  };
  return updateOf(client, [listItem(client, 0, contents.any, write)]);
}

/** A text with something embedded whose JSON is nested so deep: it can be read, and not be written again. */
export function deepEmbed(depth: number, client = craftedClient): Uint8Array {
  const json = "[".repeat(depth) + "]".repeat(depth);
  return updateOf(client, [
    listItem(client, 0, contents.embed, (encoder) => encoding.writeVarString(encoder, json), "text"),
  ]);
}

/** The same as the old kind of value. */
export function deepJson(depth: number, client = craftedClient): Uint8Array {
  const json = "[".repeat(depth) + "]".repeat(depth);
  const write: Write = (encoder) => {
    writeNumbers(encoder, 1);
    encoding.writeVarString(encoder, json);
  };
  return updateOf(client, [listItem(client, 0, contents.json, write)]);
}

/** A document inside the document. */
export function innerDocument(client = craftedClient): Uint8Array {
  const write: Write = (encoder) => {
    encoding.writeVarString(encoder, "inner");
    encoding.writeAny(encoder, { autoLoad: true });
  };
  return updateOf(client, [listItem(client, 0, contents.doc, write)]);
}

/** A bold word. */
export function formattedText(client = craftedClient): Uint8Array {
  const write: Write = (encoder) => {
    encoding.writeVarString(encoder, "bold");
    encoding.writeVarString(encoder, "true");
  };
  return updateOf(client, [listItem(client, 0, contents.format, write, "text")]);
}

/** An empty shared type of this number among Yjs' in a root list. */
export function sharedType(typeRef: number, client = craftedClient): Uint8Array {
  const write: Write = (encoder) => {
    encoding.writeUint8(encoder, contents.type);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, "list");
    writeNumbers(encoder, typeRef);
    // Elements and hooks have a name.
    if (typeRef === 3 || typeRef === 5) encoding.writeVarString(encoder, "script");
  };
  return updateOf(client, [write]);
}

/** Lists in lists, so many levels, from `clock` on: the outermost lies in a root list or in what has the clock before. */
export function deepTypes(depth: number, clock = 0, client = craftedClient): Uint8Array {
  const structs = times(depth, (index): Write => (encoder) => {
    encoding.writeUint8(encoder, contents.type);
    if (clock + index === 0) {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, "list");
    } else writeNumbers(encoder, 0, client, clock + index - 1);
    writeNumbers(encoder, typeArray);
  });
  return updateOf(client, structs, clock);
}

/** Structs of so many clients, and deletions of as many others. */
export function manyClients(count: number): Uint8Array {
  return bytesOf((encoder) => {
    writeNumbers(encoder, count);
    for (let i = count; i > 0; i--) writeNumbers(encoder, 1, 20_000 + i, 0, contents.gc, 1);
    writeNumbers(encoder, count);
    for (let i = count; i > 0; i--) writeNumbers(encoder, 20_000 + count + i, 1, 0, 1);
  });
}

/** So many small structs of one client in one frame. */
export function manyStructs(count: number, client = craftedClient): Uint8Array {
  return updateOf(
    client,
    times(count, () => (encoder) => writeNumbers(encoder, contents.gc, 1)),
  );
}

/** One struct under a client id, from `clock` on: 12 bytes that make Yjs drop that client's next edit. */
export function forged(client: number, clock: number): Uint8Array {
  return updateOf(client, [(encoder) => writeNumbers(encoder, contents.gc, 1)], clock);
}

/** So many letters of one list, each claiming to stand just left of one in the middle: Yjs looks through all between. */
export function unsortedNeighbours(count: number, client = craftedClient): Uint8Array {
  const structs = times(count, (index): Write => (encoder) => {
    encoding.writeUint8(encoder, index === 0 ? contents.string : contents.string | hasRightOrigin);
    if (index > 0) writeNumbers(encoder, client, index >> 1);
    else {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, "letters");
    }
    encoding.writeVarString(encoder, "a");
  });
  return updateOf(client, structs);
}

/** Some 21 bytes in the V2 encoding that stand for as many structs as is asked for. */
export function v2Bomb(structs: number): Uint8Array {
  const encoder = new Y.UpdateEncoderV2();
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoding.writeVarUint(encoder.restEncoder, structs);
  encoder.writeClient(craftedClient);
  encoding.writeVarUint(encoder.restEncoder, 0);
  encoder.writeInfo(contents.gc);
  encoder.writeLen(1);
  encoder.writeLen(1);
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}
