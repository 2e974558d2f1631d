import { deflateRawSync, inflateRawSync } from "node:zlib";
import {
  type JournalEntry,
  type SignedUpdate,
  differenceOfStates,
  journalOf,
} from "../../../shared/doc/changeJournal.ts";
import { docOfState } from "../../../shared/doc/docState.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { newHistoryOf } from "../../../shared/doc/newHistory.ts";
import { versionFigures } from "../../../shared/insights/versionFigures.ts";
import type { RecordDifference } from "../../../shared/model/difference.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import type { VersionSummary } from "../../store/versions.ts";

/** What the log holds beyond the journal. */
export interface Unwritten {
  /** What the journal's map was; deflated. */
  before: Uint8Array | undefined;
  /** Holds what was merged away before it was written down. */
  snapshot: Uint8Array | undefined;
  rows: readonly SignedUpdate[];
  /** Whether `before` is of another history, with which nothing is merged. */
  isOtherHistory: boolean;
  /** Who made it another, when somebody did. */
  by: string;
  /** Milliseconds since 1970: counts where the log does not say when. */
  now: number;
}

/** The work on versions that the thread for maps runs. States go and come deflated, as they are stored. */
export const versionTasks = {
  /** Writes down who did what, and what the map is after it. */
  journal: ({ before, snapshot, rows, isOtherHistory, by, now }: Unwritten) => {
    const old = before && inflateRawSync(before);
    const dated = rows.map((row) => ({ ...row, at: row.at || now }));
    const merged = snapshot === undefined ? [] : [{ user: "", at: dated[0]?.at ?? now, bytes: snapshot }];
    const done = (entries: JournalEntry[], state: Uint8Array) => ({ entries, state: deflated(state) });
    if (old === undefined || isOtherHistory) {
      const { entries, state } = journalOf(snapshot ?? emptyState, dated);
      if (old === undefined) return done(entries, state);
      const steps = differenceOfStates(old, snapshot ?? emptyState);
      return done([...steps.map((step) => ({ ...step, user: by, at: now })), ...entries], state);
    }
    const { entries, state } = journalOf(old, [...merged, ...dated]);
    return done(entries, state);
  },

  /** What the list shows of a version; the one before it is absent for the first. */
  summarizeVersion: (state: Uint8Array, before: Uint8Array | undefined): VersionSummary =>
    versionFigures(inflateRawSync(state), before && inflateRawSync(before)),

  /** JSON of the journey document. */
  versionJourney: (state: Uint8Array): string => {
    return JSON.stringify(exportJourney(openMirror(docOfState(inflateRawSync(state)))));
  },

  /** What became different since a version. @param now the map as it is, as one update. */
  versionDifference: (state: Uint8Array, now: Uint8Array): RecordDifference[] =>
    differenceOfStates(inflateRawSync(state), now),

  /** The beginning of a new history that is equal to a version. */
  newHistory: (state: Uint8Array, generation: string): Uint8Array => newHistoryOf(inflateRawSync(state), generation),
};

/** A document in which nothing was ever written. */
const emptyState = new Uint8Array([0, 0]);

/** Fast rather than small: a version is written far more often than it is read. */
function deflated(state: Uint8Array): Uint8Array {
  return deflateRawSync(state, { level: 3 });
}
