import type { Play } from "../model/kinds.ts";

type Alternative = NonNullable<Play["alternatives"]>[number];

export interface RankedAlternative {
  alternative: Alternative;
  /** Index in the play. */
  place: number;
  /** How near what was asked for is, 0–1. */
  likeness: number;
}

/** From here on the words have something in common. */
const nearFrom = 0.2;

/**
 * A play's alternatives for what a customer asks for, the nearest first; ties in the play's order. Those that have
 * nothing to do with it come last: they are still what may be offered. None at all is an escalation.
 */
export function nearestAlternatives(
  request: string,
  alternatives: readonly Alternative[] = [],
): { near: RankedAlternative[]; others: RankedAlternative[] } {
  const ranked = alternatives
    .map((alternative, place) => {
      const texts = [alternative.asked, alternative.canGive ?? "", alternative.nearest ?? ""];
      return { alternative, place, likeness: Math.max(...texts.map((text) => likeness(request, text))) };
    })
    .sort((a, b) => b.likeness - a.likeness || a.place - b.place);
  return {
    near: ranked.filter((each) => each.likeness >= nearFrom),
    others: ranked.filter((each) => each.likeness < nearFrom),
  };
}

/** Dice's coefficient of the letter triples: forgives endings and typing, in any language. */
function likeness(one: string, other: string): number {
  const mine = triples(one);
  const theirs = triples(other);
  if (mine.size === 0 || theirs.size === 0) return 0;
  const common = [...mine].filter((triple) => theirs.has(triple)).length;
  // A short request within a long offer is as near as one of the same length.
  return common / Math.min(mine.size, theirs.size);
}

const small = new Set(["a", "an", "the", "to", "for", "of", "on", "in", "i", "my", "me", "want", "and", "or", "with"]);

function triples(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (small.has(word)) continue;
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  }
  return found;
}
