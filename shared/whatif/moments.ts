import { type Chain, type Outcome, outcomeShares } from "./chain.ts";
import type { Day } from "./days.ts";

/** How a moment feels, 1–7, by what happens in it; one entry per touchpoint of a chain. */
export type MomentScores = readonly Record<Outcome, number>[];

/** Expected over customers, all 1–7. */
export interface Experience {
  /** (peak + end) / 2, the peak being the moment farthest from neutral, ties to the worse (Kahneman et al. 1993). */
  peakEnd: number;
  /** Average of all moments; a customer with more of them counts for more. */
  mean: number;
  /** Worst moment of a customer. */
  worst: number;
  /** How many moments a customer has. */
  moments: number;
}

/** The share of customers still under way at which a loop is taken as walked to its end. */
const negligible = 1e-12;

/**
 * Exact peak–end, mean and worst of a chain that ends: customers are followed by where they are and what they remember.
 * @param neutral the score that nobody remembers, usually 4.
 */
export function experience(chain: Chain, scores: MomentScores, neutral: number): Experience {
  const farther = (one: number, other: number) => {
    const [a, b] = [Math.abs(one - neutral), Math.abs(other - neutral)];
    return a === b ? Math.min(one, other) : a > b ? one : other;
  };
  const peakEnd = follow(chain, scores, farther, (peak, end) => (peak + end) / 2);
  const worst = follow(chain, scores, Math.min, (lowest) => lowest);
  const { value, total, moments } = peakEnd;
  return { peakEnd: value, worst: worst.value, mean: total / moments, moments };
}

/** The experience of all customers, who meet one chain on some days and another on others. */
export function experienceOverDays(days: readonly Day[], scores: MomentScores, neutral: number): Experience {
  const felt = days.map(({ chain, share }) => ({ share, ...experience(chain, scores, neutral) }));
  const mixed = (key: "peakEnd" | "worst" | "moments") => felt.reduce((sum, day) => sum + day.share * day[key], 0);
  const moments = mixed("moments");
  const total = felt.reduce((sum, day) => sum + day.share * day.mean * day.moments, 0);
  return { peakEnd: mixed("peakEnd"), worst: mixed("worst"), mean: total / moments, moments };
}

interface Followed {
  value: number;
  /** Sum of all moments, and how many, per customer. */
  total: number;
  moments: number;
}

/** Walks all customers at once; those at the same place with the same memory are one. */
function follow(
  chain: Chain,
  scores: MomentScores,
  remember: (memory: number, score: number) => number,
  judge: (memory: number, last: number) => number,
): Followed {
  const result = { value: 0, total: 0, moments: 0 };
  let here = new Map<string, { node: number; memory: number | undefined; share: number }>();
  here.set("", { node: chain.start, memory: undefined, share: 1 });
  while (here.size > 0) {
    const there: typeof here = new Map();
    for (const { node, memory, share } of here.values()) {
      const { next, quit } = chain.nodes[node]!;
      for (const [outcome, part] of Object.entries(outcomeShares(chain.nodes[node]!)) as [Outcome, number][]) {
        const arriving = share * part;
        if (arriving === 0) continue;
        const score = scores[node]![outcome];
        const kept = memory === undefined ? score : remember(memory, score);
        result.total += arriving * score;
        result.moments += arriving;
        let leaving = arriving;
        const staying = arriving * (outcome === "unrecovered" ? 1 - quit : 1);
        for (const { to, share: portion } of next[outcome]) {
          const going = staying * portion;
          if (typeof to !== "number" || going < negligible) continue;
          leaving -= going;
          const key = `${to} ${kept}`;
          const group = there.get(key);
          if (group === undefined) there.set(key, { node: to, memory: kept, share: going });
          else group.share += going;
        }
        result.value += leaving * judge(kept, score);
      }
    }
    here = there;
  }
  return result;
}
