import type { Kind } from "../model/kinds.ts";
import type { RecordChange, Records } from "../model/records.ts";
import { type Basis, basisOf } from "./basis.ts";
import { type ChannelConsistency, channelConsistency, type ChannelSample } from "./channelConsistency.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Disconnect } from "./disconnect.ts";
import { type ExpectationEntry, expectationEntry } from "./expectationEntry.ts";
import type { ExpectationInsight } from "./expectationInsight.ts";
import { countsTheSame, type FollowThrough, followThrough } from "./followThrough.ts";
import { placementOf } from "./placement.ts";
import { openRecordsByOwner, type RecordsByOwner } from "./recordsByOwner.ts";
import type { Rollup } from "./rollup.ts";
import { addToScopes, type Dimension, openRollupScopes, type RollupScope } from "./rollupScopes.ts";
import { isTargetKind, openTargets, type TargetKind, type Targets } from "./targets.ts";

// What the panels know of the sciences is named here, so that the rest may be cut differently one day.
export type { Assumption } from "./assumption.ts";
export type { ChannelConsistency } from "./channelConsistency.ts";
export type { Contradiction } from "./contradiction.ts";
export type { Disconnect } from "./disconnect.ts";
export type { ExpectationInsight } from "./expectationInsight.ts";
export type { FollowThrough } from "./followThrough.ts";
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

/** Insights that follow a map: an edit recomputes what depends on it. */
export interface InsightsEngine {
  /** The same object until something changed; what did not change in it keeps its identity. */
  read(): Insights;
  /**
   * Takes over records that were added, changed or removed.
   * @returns the expectations whose insight is another or gone, and whether anything else of the insights may differ.
   */
  apply(changes: readonly RecordChange[]): { expectations: ReadonlySet<string>; rollups: boolean };
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function openInsights(records: Records, today: string): InsightsEngine {
  return new LiveInsights(records, today);
}

/** The insights of a map as it is, from nothing. @param today as in {@link openInsights}. */
export function computeInsights(records: Records, today: string): Insights {
  return openInsights(records, today).read();
}

class LiveInsights implements InsightsEngine {
  readonly #records: Records;
  readonly #today: string;
  #basis: Basis;
  readonly #ofTouchpoint: RecordsByOwner<"expectation">;
  readonly #promises: RecordsByOwner<"promise">;
  readonly #evidence: RecordsByOwner<"evidence">;
  readonly #entries = new Map<string, PlacedEntry>();
  readonly #rollups = openRollupScopes();
  readonly #targets: Targets;
  #insights: Insights | undefined;
  /** Kept while nothing that they are made of changes. */
  #matrix: readonly FollowThrough[] | undefined;
  #consistency: readonly ChannelConsistency[] | undefined;

  constructor(records: Records, today: string) {
    this.#records = records;
    this.#today = today;
    this.#basis = basisOf(records.map, today);
    this.#ofTouchpoint = openRecordsByOwner(records, "expectation", ({ touchpoint }) => touchpoint);
    this.#promises = openRecordsByOwner(records, "promise", ({ expectation }) => expectation);
    this.#evidence = openRecordsByOwner(records, "evidence", ({ expectation }) => expectation);
    this.#targets = openTargets(records);
    for (const { id } of records.all("expectation")) this.#judge(id);
  }

  read(): Insights {
    return (this.#insights ??= this.#assemble());
  }

  apply(changes: readonly RecordChange[]): { expectations: ReadonlySet<string>; rollups: boolean } {
    const stale = new Set<string>();
    let isOther = false;
    for (const change of changes) {
      if (change.kind === "map") {
        if (this.#changeBasis()) this.#addAll(stale);
      } else if (isTargetKind(change.kind)) {
        if (this.#changeTarget(change.kind, change.id, stale)) isOther = true;
      } else this.#changeOwned(change.kind, change.id, stale);
    }
    for (const id of stale) this.#judge(id);
    const rollups = isOther || this.#rollups.isTouched();
    if (rollups) this.#insights = undefined;
    return { expectations: stale, rollups };
  }

  /** Adds the expectations that a promise, evidence or expectation changes. */
  #changeOwned(kind: Kind, id: string, stale: Set<string>): void {
    if (kind === "promise") for (const owner of this.#promises.change(id)) stale.add(owner);
    if (kind === "evidence") for (const owner of this.#evidence.change(id)) stale.add(owner);
    if (kind === "expectation") {
      this.#ofTouchpoint.change(id);
      stale.add(id);
      // Its place in the list may be another, and with it the order of everything that is counted.
      this.#matrix = this.#consistency = undefined;
    }
  }

  /** Adds the expectations that refer to a record which now means something else. @returns whether it does. */
  #changeTarget(kind: TargetKind, id: string, stale: Set<string>): boolean {
    const isOther = this.#targets.change(kind, id);
    if (kind === "touchpoint") {
      for (const expectation of this.#ofTouchpoint.of(id)) if (this.#moved(expectation.id)) stale.add(expectation.id);
    } else if (isOther && kind !== "stage") this.#addAll(stale);
    return isOther;
  }

  #addAll(stale: Set<string>): void {
    for (const { id } of this.#records.all("expectation")) stale.add(id);
  }

  /** Whether another day or another setting counts from now on. */
  #changeBasis(): boolean {
    const before = JSON.stringify(this.#basis);
    this.#basis = basisOf(this.#records.map, this.#today);
    return JSON.stringify(this.#basis) !== before;
  }

  #moved(id: string): boolean {
    const expectation = this.#records.read("expectation", id);
    const before = this.#entries.get(id)?.entry.placement;
    if (expectation === undefined || before === undefined) return true;
    const after = placementOf(this.#records, expectation);
    return after.stage !== before.stage || after.channel !== before.channel || after.department !== before.department;
  }

  /** Judges one expectation again, and marks the roll-ups it was in and is in now. */
  #judge(id: string): void {
    const before = this.#entries.get(id);
    if (before !== undefined) this.#rollups.touch(before.scopes);
    const expectation = this.#records.read("expectation", id);
    if (expectation === undefined) {
      this.#entries.delete(id);
      return;
    }
    const entry = expectationEntry(
      this.#records,
      expectation,
      this.#promises.of(id),
      this.#evidence.of(id),
      this.#basis,
    );
    const scopes = this.#rollups.at(entry.placement);
    this.#entries.set(id, { entry, scopes });
    this.#rollups.touch(scopes);
    if (!countsTheSame(before?.entry, entry)) this.#matrix = undefined;
    if (entry.samples.length > 0 || before?.entry.samples.length !== 0) this.#consistency = undefined;
  }

  /** One pass in document order, so that sums come out the same however the map came to be what it is. */
  #assemble(): Insights {
    const expectations = dictionary<ExpectationInsight>();
    const entries: ExpectationEntry[] = [];
    const samples: ChannelSample[] = [];
    const disconnect: Disconnect[] = [];
    const contradictions: Contradiction[] = [];
    for (const { id } of this.#records.all("expectation")) {
      const placed = this.#entries.get(id);
      if (placed === undefined) continue;
      const { entry, scopes } = placed;
      entries.push(entry);
      expectations[id] = entry.insight;
      addToScopes(scopes, entry.item);
      samples.push(...entry.samples);
      if (entry.disconnect !== undefined) disconnect.push(entry.disconnect);
      if (entry.contradiction !== undefined) contradictions.push(entry.contradiction);
    }
    this.#rollups.close(this.#basis.settings.mustBeCap);
    return {
      expectations,
      rollups: {
        map: this.#rollups.read("map", ""),
        stages: this.#rollupsOf("stages", "stage"),
        touchpoints: this.#rollupsOf("touchpoints", "touchpoint"),
        channels: this.#rollupsOf("channels", "channel"),
        departments: this.#rollupsOf("departments", "department"),
      },
      followThrough: (this.#matrix ??= followThrough(entries)),
      channelConsistency: (this.#consistency ??= channelConsistency(samples)),
      disconnect,
      contradictions,
    };
  }

  #rollupsOf(dimension: Dimension, kind: "stage" | "touchpoint" | "channel" | "department"): Record<string, Rollup> {
    const rollups = dictionary<Rollup>();
    for (const { id } of this.#records.all(kind)) rollups[id] = this.#rollups.read(dimension, id);
    return rollups;
  }
}

/** What is known of an expectation, and the roll-ups it counts in. */
interface PlacedEntry {
  entry: ExpectationEntry;
  scopes: readonly RollupScope[];
}

/** An object without a prototype: ids are anybody's words, `constructor` among them. */
function dictionary<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
