import * as Y from "yjs";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { type Mirror, openMirror } from "../../shared/doc/mirror.ts";
import { openUndo } from "../../shared/doc/undo.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { openRandom, type Random } from "../world/random.ts";
import { mapOf, wordsOf } from "./benchMap.ts";
import type { BenchRow } from "./benchRow.ts";

const rounds = 5;
const edits = 100_000;

/** People change in this rhythm: each session writes under a client id of its own. */
const editsPerSession = 2_000;

/** The document: what a command costs in a large map, and what a long life leaves behind. */
export async function run(): Promise<BenchRow[]> {
  return [...commandRows(), ...loadRows(), ...ageRows()];
}

function commandRows(): BenchRow[] {
  const work = openWork(mapOf(5_000), 1);
  const moves = Object.entries(commandMoves);
  const perRound = 400;
  for (let i = 0; i < perRound; i += 1) for (const [, move] of moves) move(work);
  return moves.map(([name, move]) => ({
    group: "B",
    name: `${name} at 5,000 touchpoints: arguments, document, mirror, listeners; median`,
    unit: "µs",
    runs: repeat(() => medianMicros(perRound, () => move(work))),
    budget: { is: "atMost", value: 100 },
  }));
}

function loadRows(): BenchRow[] {
  return [300, 5_000].map((touchpoints) => {
    const bytes = Y.encodeStateAsUpdate(createDoc(mapOf(touchpoints)));
    openBytes(bytes);
    return {
      group: "B",
      name: `bytes to mirror, ${touchpoints.toLocaleString("en")} touchpoints (${Math.round(bytes.length / 1_000)} KB)`,
      unit: "ms",
      runs: repeat(() => openBytes(bytes)),
    };
  });
}

/**
 * A map after 100,000 edits beside one made fresh from its journey document. An edit is what a person sees change: a
 * frame of a drag, which is written once on drop, or a key pressed, which is written at once.
 */
function ageRows(): BenchRow[] {
  const note = (written: number) => `${edits.toLocaleString("en")} edits, ${written.toLocaleString("en")} commands`;
  const lived = ageOf(gestures, note);
  // What a program that replaces values all over the map leaves: Yjs keeps some 20 bytes for each that was there.
  const scattered = ageOf(
    gestures.map(({ take }) => ({ edits: 1, take })),
    note,
  );
  return [
    { ...lived.bytes, budget: { is: "atMost", value: 1.3 } },
    { ...lived.load, budget: { is: "atMost", value: 3.5 } },
    { ...scattered.bytes, name: `${scattered.bytes.name}, every edit at another place` },
    { ...scattered.load, name: `${scattered.load.name}, every edit at another place` },
  ];
}

function ageOf(kinds: readonly Gesture[], noteOf: (commands: number) => string): { bytes: BenchRow; load: BenchRow } {
  const work = openWork(mapOf(300), 2);
  let commands = 0;
  for (let done = 0, next = 0; done < edits;) {
    if (done >= next) {
      work.newSession();
      next += editsPerSession;
    }
    const gesture = kinds[work.random.below(kinds.length)]!;
    commands += gesture.take(work, gesture.edits);
    done += gesture.edits;
  }
  const old = Y.encodeStateAsUpdate(work.doc);
  const fresh = Y.encodeStateAsUpdate(createDoc(exportJourney(work.mirror)));
  openBytes(old);
  openBytes(fresh);
  const note = noteOf(commands);
  return {
    bytes: {
      group: "B",
      name: "bytes of an old map ÷ a fresh one",
      unit: "×",
      runs: repeat(() => old.length / fresh.length),
      note: `${note}; ${Math.round(old.length / 1_000)} KB and ${Math.round(fresh.length / 1_000)} KB`,
    },
    load: {
      group: "B",
      name: "load time of an old map ÷ a fresh one",
      unit: "×",
      runs: repeat(() => medianOf(9, () => openBytes(old)) / medianOf(9, () => openBytes(fresh))),
      note,
    },
  };
}

interface Work {
  doc: Y.Doc;
  mirror: Mirror;
  random: Random;
  run: (name: CommandName, args: object) => unknown;
  /** Another person continues: under a client id of his own. */
  newSession: () => void;
  nextId: () => string;
}

/** A map at which somebody works, with the listeners that an open page has. */
function openWork(journey: Journey, seed: number): Work {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(createDoc(journey)));
  const mirror = openMirror(doc);
  let origin = {};
  let undo = openUndo(doc, origin);
  const random = openRandom(seed);
  let made = 0;
  for (const touchpoint of mirror.all("touchpoint").slice(0, 200)) mirror.subscribe("touchpoint", touchpoint.id, noted);
  mirror.subscribeKind("touchpoint", () => void mirror.all("touchpoint"));
  mirror.subscribeKind("expectation", () => void mirror.all("expectation"));
  mirror.onChange(noted);
  return {
    doc,
    mirror,
    random,
    run: (name, args) => runCommand({ doc, mirror }, name, args, origin),
    newSession() {
      undo.close();
      doc.clientID = 1 + random.below(0x7fffffff);
      origin = {};
      undo = openUndo(doc, origin);
    },
    nextId: () => `new-${(made += 1)}`,
  };
}

function noted(): void {}

type Move = (work: Work) => unknown;

const rename: Move = ({ mirror, random, run }) =>
  run("patchTouchpoint", { id: random.pick(mirror.all("touchpoint"))?.id, fields: { title: wordsOf(random, 3) } });

const drop: Move = ({ mirror, random, run }) => {
  const { id, stage, lane } = random.pick(mirror.all("touchpoint")) ?? { id: "", stage: "", lane: "" };
  const target = random.chance(0.5) ? (random.pick(mirror.all("stage"))?.id ?? stage) : stage;
  return run("moveTouchpoints", { ids: [id], stage: target, lane, before: null });
};

const commandMoves: Record<string, Move> = {
  "rename a touchpoint": rename,
  "move a touchpoint": drop,
  "add evidence": ({ mirror, random, run, nextId }) =>
    run("addEvidence", {
      id: nextId(),
      expectation: random.pick(mirror.all("expectation"))?.id,
      grade: "survey",
      n: 50,
      met: random.below(50),
    }),
};

/** Something a person does in one go. */
interface Gesture {
  /** How many frames or keys it has. */
  edits: number;
  /** @returns how many commands were written. */
  take: (work: Work, edits: number) => number;
}

/** Mouse moves of a drag that takes a second. */
const dragFrames = 60;

/** A day's mix: mostly dragging and typing, then names, figures and sliders; now and then something comes or goes. */
const gestures: readonly Gesture[] = [
  once(dragFrames, drop),
  once(dragFrames, drop),
  once(dragFrames, ({ mirror, random, run }) =>
    run("patchNote", {
      id: random.pick(mirror.all("note"))?.id,
      fields: { x: random.below(2_000), y: random.below(900) },
    }),
  ),
  { edits: 24, take: type },
  { edits: 24, take: type },
  once(dragFrames / 2, ({ mirror, random, run }) =>
    run("patchExpectation", {
      id: random.pick(mirror.all("expectation"))?.id,
      fields: { desired: random.below(100) / 100 },
    }),
  ),
  once(1, rename),
  once(1, ({ mirror, random, run }) =>
    run("patchConnection", { id: random.pick(mirror.all("connection"))?.id, fields: { label: wordsOf(random, 1) } }),
  ),
  once(1, ({ mirror, random, run, nextId }) => {
    const evidence = mirror.all("evidence");
    if (evidence.length > 300)
      return run("deleteRecords", { refs: [{ kind: "evidence", id: random.pick(evidence)?.id }] });
    const expectation = random.pick(mirror.all("expectation"))?.id;
    return run("addEvidence", { id: nextId(), expectation, grade: "survey", n: 50, met: random.below(50) });
  }),
];

function once(edits: number, move: Move): Gesture {
  return {
    edits,
    take(work) {
      move(work);
      return 1;
    },
  };
}

/** Writes on at a note, key by key; a long one is cut first. */
function type({ mirror, random, run }: Work, keys: number): number {
  const note = random.pick(mirror.all("note"));
  if (note === undefined) return 0;
  const typed = ` ${wordsOf(random, keys)}`.slice(0, keys);
  const kept = note.text.length > 120 ? note.text.slice(0, 60) : note.text;
  for (let i = 1; i <= keys; i += 1) run("patchNote", { id: note.id, fields: { text: kept + typed.slice(0, i) } });
  return keys;
}

/** Milliseconds until a mirror of the bytes can be read. */
function openBytes(bytes: Uint8Array): number {
  const start = performance.now();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  const mirror = openMirror(doc);
  mirror.all("touchpoint");
  const time = performance.now() - start;
  mirror.close();
  doc.destroy();
  return time;
}

function medianMicros(count: number, work: () => unknown): number {
  return (
    medianOf(count, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }) * 1_000
  );
}

function medianOf(count: number, measure: () => number): number {
  const times = Array.from({ length: count }, measure).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

function repeat(measure: () => number): number[] {
  return Array.from({ length: rounds }, measure);
}
