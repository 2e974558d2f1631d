import type { RecordChange, Records } from "../model/records.ts";
import type { ExpectationInsight } from "./expectationInsight.ts";
import type { Rollup } from "./rollup.ts";
import type { Status } from "./status.ts";

export type { Assumption, ExpectationInsight } from "./expectationInsight.ts";
export type { Rollup } from "./rollup.ts";
export type { Cause, ServiceGaps } from "./serviceGaps.ts";
export type { Status } from "./status.ts";

/** Everything part A of the model says about a map. Unknown numbers are null. */
export interface Insights {
  readonly expectations: Readonly<Record<string, ExpectationInsight>>;
  readonly rollups: {
    readonly map: Rollup;
    readonly stages: Readonly<Record<string, Rollup>>;
    readonly touchpoints: Readonly<Record<string, Rollup>>;
    readonly channels: Readonly<Record<string, Rollup>>;
    readonly departments: Readonly<Record<string, Rollup>>;
  };
  readonly followThrough: readonly FollowThrough[];
  readonly channelConsistency: readonly ChannelConsistency[];
  readonly disconnect: readonly Disconnect[];
  readonly contradictions: readonly Contradiction[];
}

export interface FollowThrough {
  /** Department ids; null when the map does not say. */
  promisedBy: string | null;
  keptBy: string | null;
  counts: Partial<Record<Status, number>>;
}

export interface ChannelConsistency {
  expectations: readonly string[];
  channels: readonly [string, string];
  /** First channel's share − second's. */
  difference: number;
  z: number;
  p: number;
}

export interface Disconnect {
  expectation: string;
  /** Mean ratings, in the measure's units. */
  management: number;
  frontline: number;
  difference: number;
  /** Cliff's delta, −1…+1; null without raw ratings of both sides. */
  delta: number | null;
}

export interface Contradiction {
  expectation: string;
  /** Ids of the active promises, whose levels differ. */
  promises: readonly string[];
}

/** Insights that follow a map: an edit recomputes what depends on it. */
export interface InsightsEngine {
  /** The same object until something changed; parts that did not change keep their identity. */
  read(): Insights;
  apply(changes: readonly RecordChange[]): { expectations: ReadonlySet<string>; rollups: boolean };
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export declare function openInsights(records: Records, today: string): InsightsEngine;

export declare function computeInsights(records: Records, today: string): Insights;
