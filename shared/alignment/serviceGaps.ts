import type { Measure } from "../model/expectation.ts";
import { advantage } from "./advantage.ts";

/**
 * The service-quality gaps of one expectation, oriented (negative = worse for the customer), in its measure's units.
 * Source: Parasuraman, Zeithaml & Berry 1985, 1988; null where a level it needs is unknown.
 */
export interface ServiceGaps {
  /** 1: belief − expected. */
  listening: number | null;
  /** 2: standard − belief. */
  standard: number | null;
  /** 3: delivered − standard. */
  delivery: number | null;
  /** 4: delivered − promised. */
  communication: number | null;
  /** 5: perceived − expected. */
  perceived: number | null;
  /** perceived − delivered. */
  perception: number | null;
  /** promised − expected; positive is an over-promise. */
  overPromise: number | null;
}

/** The four gaps an organisation can close; the fifth follows from them. */
export type Cause = "listening" | "standard" | "delivery" | "communication";

/** The levels people state, in the measure's units. */
export interface StatedLevels {
  expected?: number | undefined;
  belief?: number | undefined;
  standard?: number | undefined;
  perceived?: number | undefined;
}

/** All seven gaps. gap 1 + gap 2 + gap 3 = delivered − expected, and gap 5 adds the perception to that. */
export function serviceGaps(
  measure: Measure,
  stated: StatedLevels,
  delivered: number | null,
  promised: number | null,
): ServiceGaps {
  const { expected, belief, standard, perceived } = stated;
  return {
    listening: advantage(measure, belief, expected),
    standard: advantage(measure, standard, belief),
    delivery: advantage(measure, delivered, standard),
    communication: advantage(measure, delivered, promised),
    perceived: advantage(measure, perceived, expected),
    perception: advantage(measure, perceived, delivered),
    overPromise: advantage(measure, promised, expected),
  };
}

const causes = ["listening", "standard", "delivery", "communication"] as const satisfies readonly Cause[];

/** The likely cause of a shortfall: the most negative known gap among the four, the earliest of equals. */
export function causeOf(gaps: ServiceGaps): Cause | null {
  let worst: Cause | null = null;
  for (const cause of causes) if ((gaps[cause] ?? 0) < (worst === null ? 0 : (gaps[worst] ?? 0))) worst = cause;
  return worst;
}
