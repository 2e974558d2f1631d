import * as Y from "yjs";

/**
 * Whether two updates say the same where both speak: of each client the same structs at the same clocks, however they are
 * cut into pieces. What one of them has only as deleted says nothing against the other.
 */
export function saySame(one: Uint8Array, other: Uint8Array): boolean {
  const known = new Map(unitsOf(one));
  for (const [id, unit] of unitsOf(other)) {
    const before = known.get(id);
    if (before !== undefined && unit !== undefined && before !== unit) return false;
  }
  return true;
}

/** Each unit of content with its place, as text; `undefined` where only its deletion is known. */
function* unitsOf(update: Uint8Array): Generator<[id: string, unit: string | undefined]> {
  for (const struct of Y.decodeUpdate(update).structs) {
    const { client, clock } = struct.id;
    const contents = struct instanceof Y.Item ? contentsOf(struct) : undefined;
    for (let at = 0; at < struct.length; at++) {
      const content = contents?.[at];
      yield [
        `${client} ${clock + at}`,
        content === undefined || !(struct instanceof Y.Item)
          ? undefined
          : `${at === 0 ? idText(struct.origin) : `${client} ${clock + at - 1}`}|${idText(struct.rightOrigin)}|${placeOf(struct, at)}|${content}`,
      ];
    }
  }
}

function contentsOf({ content, length }: Y.Item): (string | undefined)[] {
  if (content instanceof Y.ContentDeleted) return [];
  if (content instanceof Y.ContentString) return Array.from({ length }, (_, at) => content.str.charAt(at));
  if (content instanceof Y.ContentType) return [content.type.constructor.name];
  if (content instanceof Y.ContentBinary) return [Buffer.from(content.content).toString("base64")];
  return content.getContent().map((value: unknown) => JSON.stringify(value) ?? "undefined");
}

/** What has a neighbour says its parent by it. */
function placeOf({ parent, parentSub, origin, rightOrigin }: Y.Item, at: number): string {
  if (at > 0 || origin !== null || rightOrigin !== null) return "";
  // In an update that was only decoded, a parent is an id or the name of a root.
  const parentText = parent instanceof Y.ID ? idText(parent) : (parent as string | null);
  return `${parentText ?? ""}/${parentSub ?? ""}`;
}

function idText(id: Y.ID | null): string {
  return id ? `${id.client} ${id.clock}` : "";
}
