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
