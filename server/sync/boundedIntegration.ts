import * as Y from "yjs";

/**
 * Where an insertion names neighbours that do not lie side by side, Yjs looks through everything between them. For honest
 * work that is what others wrote there meanwhile. Made up neighbours turn it into minutes: 20,000 insertions in 120 KB,
 * each naming one in the middle of the list, keep Yjs busy for 10 s. A run of values that is cut is copied whole: 20,000
 * deletions in 74 KB, each in the middle of one long list, take more than 5 minutes. Yjs has no limit, so its methods are
 * wrapped here: the steps are counted before they are taken, and past the allowance the insertion or the cut throws.
 */
let allowance: Allowance | undefined;

/** How many steps Yjs may take, about 0.1 µs each; it shrinks as they are taken. */
export interface Allowance {
  steps: number;
}

/** Fewer steps than this cost less than counting them. */
const freeSteps = 64;

/** Thrown out of a transaction, which leaves its document half written. */
export class TooManySteps extends Error {
  override readonly name = "TooManySteps";
}

/** Runs `work`, in which Yjs may search as far as is allowed to place insertions. @throws TooManySteps. */
export function withinSteps<T>(allowed: Allowance, work: () => T): T {
  allowance = allowed;
  try {
    return work();
  } finally {
    allowance = undefined;
  }
}

// oxlint-disable-next-line typescript/unbound-method -- called below with the item it belongs to
const { integrate } = Y.Item.prototype;

Y.Item.prototype.integrate = function bounded(this: Y.Item, transaction: Y.Transaction, offset: number): void {
  if (allowance) {
    if (offset > 0 && followsCollected(this, transaction.doc.store, offset)) this.parent = null;
    allowance.steps -= stepsToPlace(this, transaction.doc.store, allowance.steps);
    if (allowance.steps < 0) throw new TooManySteps("An insertion names neighbours that lie too far apart.");
  }
  integrate.call(this, transaction, offset);
};

/**
 * Whether the part of this item that is there already was deleted and collected. The rest goes the same way, as it would
 * if it had come alone; Yjs 13.6 looks for what stands beside the part and throws.
 */
function followsCollected({ id }: Y.Item, store: Y.Doc["store"], offset: number): boolean {
  return Y.getItem(store, Y.createID(id.client, id.clock + offset - 1)) instanceof Y.GC;
}

/** What a cut costs besides the values that it copies, and how many of these go into a step. */
const stepsPerCut = 40;
const valuesPerStep = 4;

// oxlint-disable-next-line typescript/unbound-method -- called below with the content it belongs to
const { splice: cutValues, mergeWith } = Y.ContentAny.prototype;
// oxlint-disable-next-line typescript/unbound-method -- the same
const { splice: cutText } = Y.ContentString.prototype;

Y.ContentAny.prototype.splice = function bounded(this: Y.ContentAny, offset: number): Y.ContentAny {
  countCut(this.arr.length);
  return cutValues.call(this, offset);
};

Y.ContentString.prototype.splice = function bounded(this: Y.ContentString, offset: number): Y.ContentString {
  countCut(0);
  return cutText.call(this, offset);
};

function countCut(copiedValues: number): void {
  if (!allowance) return;
  allowance.steps -= stepsPerCut + copiedValues / valuesPerStep;
  if (allowance.steps < 0) throw new TooManySteps("The update cuts what is there into too many pieces.");
}

/**
 * Values side by side become one run, and Yjs copies the run for each that is added to it: 40,000 values, each a struct
 * of its own in a frame of 290 KB, took the 4 GB of a process. Runs therefore stay short.
 */
const longestRun = 64;

Y.ContentAny.prototype.mergeWith = function bounded(this: Y.ContentAny, right: Y.ContentAny): boolean {
  return this.arr.length + right.arr.length <= longestRun && mergeWith.call(this, right);
};

/** How many items Yjs looks at to place this one, counted until they are more than `max`. */
function stepsToPlace(item: Y.Item, store: Y.Doc["store"], max: number): number {
  const { left, right, parent } = item;
  if (!(parent instanceof Y.AbstractType)) return 0;
  const isBetweenNeighbours = left ? left.right === right : right !== null && right.left === null;
  if (isBetweenNeighbours) return 0;
  let first = left ? left.right : firstOf(parent, item.parentSub);
  let rewound = 0;
  // A map's value stands at the end of those it replaced; Yjs walks back to the first of them.
  if (left === null && item.parentSub !== null) for (; first?.left && rewound <= max; first = first.left) rewound += 1;
  let steps = 0;
  for (let o = first; o !== null && o !== right && steps <= freeSteps; o = o.right) steps += 1;
  return rewound + (steps <= freeSteps ? 0 : scanSteps(item, first, store, max));
}

/** What a type's list begins with, or the value of one of its keys. */
function firstOf(parent: Y.AbstractType<unknown>, key: string | null): Y.Item | null {
  // oxlint-disable-next-line no-underscore-dangle -- what Yjs reads here is not there by another name
  return key === null ? parent._start : (parent._map.get(key) ?? null);
}

/** The loop of `Item.integrate`, up to the item where it ends. */
function scanSteps(item: Y.Item, first: Y.Item | null, store: Y.Doc["store"], max: number): number {
  const before = new Set<Y.Item | Y.GC>();
  let steps = 0;
  for (let o = first; o !== null && o !== item.right && steps <= max; o = o.right) {
    steps += 1;
    before.add(o);
    if (Y.compareIDs(item.origin, o.origin)) {
      if (o.id.client >= item.id.client && Y.compareIDs(item.rightOrigin, o.rightOrigin)) break;
    } else if (o.origin === null || !before.has(Y.getItem(store, o.origin))) break;
  }
  return steps;
}
