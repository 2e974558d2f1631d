export interface FairSolution {
  /** Whether the customer got what they called fair; undefined when nobody asked or nothing was given. */
  met: boolean | undefined;
  /** What was given beyond it. */
  extra: string[];
}

/**
 * What the customer called fair against what was given: asked a refund, given refund + upgrade → met, with the upgrade
 * as the extra. Things are told apart at `+`, `,`, `;`, `&` and “and”.
 * @param given the solution; `extras` what was given on top.
 */
export function fairSolution(
  asked: string | undefined,
  given: readonly string[],
  extras: readonly string[],
): FairSolution {
  const wanted = asked === undefined ? [] : things(asked);
  const got = given.flatMap(things);
  const isWanted = (thing: string) => wanted.some((want) => isSame(want, thing));
  const met =
    wanted.length === 0 || got.length === 0
      ? undefined
      : wanted.every((want) => got.some((thing) => isSame(want, thing)));
  return { met, extra: [...(met === true ? got.filter((thing) => !isWanted(thing)) : []), ...extras] };
}

/** In words: `met + extra`, `met`, `not what was asked for`, `unknown`. */
export function fairSolutionWords({ met, extra }: FairSolution): string {
  const plus = extra.length > 0 ? " + extra" : "";
  if (met === undefined) return extra.length > 0 ? "extra given; what was fair is unknown" : "unknown";
  return `${met ? "met" : "not what was asked for"}${plus}`;
}

function things(text: string): string[] {
  return text
    .split(/\s*[+,;&]\s*|\s+and\s+/iu)
    .map((thing) => thing.trim())
    .filter((thing) => thing !== "");
}

/** “Full refund” is a refund; “no refund” is not. */
function isSame(want: string, thing: string): boolean {
  const one = words(want);
  const other = words(thing);
  const hasDenial = (list: string[]) => list.some((word) => denials.has(word));
  return hasDenial(one) === hasDenial(other) && one.length > 0 && one.every((word) => other.includes(word));
}

const denials = new Set(["no", "not", "without", "instead"]);

const fillers = new Set(["a", "an", "the", "my", "our", "your", "full", "please"]);

function words(text: string): string[] {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return all.filter((word) => !fillers.has(word));
}
