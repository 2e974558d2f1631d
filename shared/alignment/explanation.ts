/** One number opened: what it is, how it is computed, and from what. */
export interface ExplanationStep {
  /** The field of the insight or roll-up it explains: `delivered`, `gap`, `index`. */
  figure: string;
  label: string;
  /** In words and symbols, then with the numbers put in. */
  formula: string;
  /** Null is unknown. */
  value: number | string | boolean | null;
  /** The record or the literature it comes from. */
  source: string;
  /** A default of the model stands in for what the map does not say. */
  assumed: boolean;
}
