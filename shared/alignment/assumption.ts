/** A level or a rule that the map leaves open and a default of the model fills in. */
export type Assumption = "adequate" | "desired" | "importance" | "kano" | "percentile" | "observedOn" | "sampleSize";
