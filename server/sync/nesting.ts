import * as Y from "yjs";
import type { UpdateShape } from "./updateShape.ts";

type Struct = Y.Item | Y.GC | Y.Skip;
type Nested = NonNullable<UpdateShape["nested"]>;
type Store = Y.Doc["store"];

/**
 * Whether one of these shared types lies in more than so many others, or names itself as its place. Yjs deletes and reads what lies in a type by calling itself, and runs out of stack where types are nested
 * without end. @param store with everything applied that the update builds upon.
 */
export function isNestedDeeper({ types, structs }: Nested, levels: number, store: Store): boolean {
  const depths = new Depths(structs, store);
  return types.some((type) => depths.of(type) >= levels);
}

/** In how many types structs lie that a document does not hold yet. */
class Depths {
  readonly #store: Store;
  /** Of the update, by client, in the order of their clocks. */
  readonly #brought = new Map<number, Struct[]>();
  readonly #known = new Map<Struct, number>();

  constructor(structs: readonly Struct[], store: Store) {
    this.#store = store;
    for (const struct of structs) {
      const { client } = struct.id;
      const list = this.#brought.get(client);
      if (list) list.push(struct);
      else this.#brought.set(client, [struct]);
    }
  }

  of(start: Struct): number {
    const path: { struct: Struct; adds: 0 | 1 }[] = [];
    const seen = new Set<Struct>();
    let depth = 0;
    let at: Struct | undefined = start;
    while (at instanceof Y.Item) {
      const known = this.#known.get(at);
      if (known !== undefined || seen.has(at)) {
        depth = known ?? Number.POSITIVE_INFINITY;
        break;
      }
      seen.add(at);
      const { parent, origin, rightOrigin }: Y.Item = at;
      if (parent instanceof Y.AbstractType) {
        depth = depthWithin(parent);
        break;
      }
      path.push({ struct: at, adds: parent instanceof Y.ID ? 1 : 0 });
      const next: Y.ID | null = parent instanceof Y.ID ? parent : (origin ?? rightOrigin);
      at = next ? this.#find(next) : undefined;
    }
    for (const { struct, adds } of path.reverse()) this.#known.set(struct, (depth += adds));
    return depth;
  }

  /** What the document has under an id counts, whatever an update says is there. */
  #find(id: Y.ID): Struct | undefined {
    if (id.clock < Y.getState(this.#store, id.client)) return Y.getItem(this.#store, id);
    const list = this.#brought.get(id.client) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle]?.id.clock ?? 0) <= id.clock) low = middle + 1;
      else high = middle;
    }
    return list[low - 1];
  }
}

/** In how many types lies what this type holds; one of the document's own lies in none. */
function depthWithin(type: Y.AbstractType<unknown>): number {
  let depth = 0;
  // oxlint-disable-next-line no-underscore-dangle -- where a type lies is not there by another name
  for (let item = type._item; item; item = (item.parent as Y.AbstractType<unknown>)._item) depth += 1;
  return depth;
}
