import type { Random } from "../world/random.ts";

/** Bytes as they might come from a broken or a hostile sender: one to three small changes. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated = bytes;
  for (let times = 1 + random.below(3); times > 0; times--) mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const noise = (length: number) => Uint8Array.from({ length }, () => random.below(256));
  switch (random.below(8)) {
    case 0:
      return changed(bytes, at, random.below(256));
    case 1:
      return bytes.slice(0, at);
    case 2:
      return joined(bytes.subarray(0, at), noise(1 + random.below(8)), bytes.subarray(at));
    case 3:
      return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(4)));
    case 4:
      // A number that is larger than anything it could count.
      return joined(
        bytes.subarray(0, at),
        Uint8Array.of(255, 255, 255, 255, random.below(128)),
        bytes.subarray(at + 1),
      );
    case 5: {
      const from = random.below(bytes.length + 1);
      return joined(bytes.subarray(0, at), bytes.slice(from, from + random.below(32)), bytes.subarray(at));
    }
    case 6:
      return changed(bytes, at, random.pick([0, 1, 127, 128, 254, 255]) ?? 0);
    default:
      return changed(bytes, at, (bytes[at] ?? 0) ^ (1 << random.below(8)));
  }
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = new Uint8Array(Math.max(bytes.length, at + 1));
  copy.set(bytes);
  copy[at] = value;
  return copy;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Values that have broken something somewhere. */
const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  "",
  "\0",
  "\ud800",
  "\u202e\u200b",
  "__proto__",
  "constructor",
  "toString",
  "done",
  "churn",
  "javascript:alert(1)",
  "java\tscript:alert(1)",
  "=1+1",
  "<script>x</script>",
  "x".repeat(10_001),
  "9999-99-99",
  [],
  {},
  [[[[[[]]]]]],
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  Array.from({ length: 1_001 }, () => null),
];

/** A JSON value with one to three places in it changed, moved, doubled, renamed or gone. The given one stays as it is. */
export function mutateJson(value: unknown, random: Random): unknown {
  const copy: { root: unknown } = { root: structuredClone(value) };
  for (let times = 1 + random.below(3); times > 0; times--) mutatePlace(copy, random);
  return copy.root;
}

function mutatePlace(tree: { root: unknown }, random: Random): void {
  let holder: Record<string, unknown> = tree;
  let key = "root";
  // Walks down at random; the deeper, the more often it goes on.
  for (
    let next = holder[key];
    isHolder(next) && Object.keys(next).length > 0 && random.chance(0.85);
    next = holder[key]
  ) {
    holder = next;
    key = random.pick(Object.keys(holder)) ?? "";
  }
  const place = holder[key];
  switch (random.below(6)) {
    case 0:
      delete holder[key];
      return;
    case 1:
      if (Array.isArray(holder)) holder.push(structuredClone(place));
      else if (isHolder(holder)) holder[`${key}${random.pick(["", "s", "\0", "__"]) ?? ""}`] = structuredClone(place);
      return;
    case 2:
      if (Array.isArray(place)) place.push(structuredClone(random.pick(oddValues)));
      else if (isHolder(place))
        place[random.pick(["id", "x", "constructor", "length"]) ?? "x"] = structuredClone(random.pick(oddValues));
      else holder[key] = [place];
      return;
    case 3:
      if (typeof place === "number") holder[key] = place * (random.chance(0.5) ? -1 : 1e9) + 0.5;
      else if (typeof place === "string") holder[key] = place.repeat(random.below(3)) + random.below(10);
      else holder[key] = structuredClone(random.pick(oddValues));
      return;
    default:
      holder[key] = structuredClone(random.pick(oddValues));
  }
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
