import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AddressRate } from "../../server/http/addressRate.ts";
import { openSocketGuard } from "../../server/http/socketGuard.ts";
import { Turns } from "../../server/http/turns.ts";
import { ConnectionCounts } from "../../server/sync/connectionLimits.ts";
import { act } from "../../shared/exercise/act.ts";
import { limits } from "../../shared/limits.ts";
import { type Kind, recordSchema } from "../../shared/model/kinds.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import { playRun } from "../../shared/recovery/playRun.ts";
import { seated } from "./exercise/table.ts";
import { Person } from "./sync/person.ts";
import { openStudio } from "./sync/studio.ts";

type Limit = keyof typeof limits;

/**
 * Where each limit is shown: the file of the test that names it, tried at it and one past it; or, for what no stranger can
 * reach past, why there is nothing to try. A limit that is missing here does not compile.
 */
const shownIn: Record<Limit, `${string}.ts` | { noTest: string }> = {
  labelChars: "tests/unit/limits.test.ts",
  idChars: "tests/unit/limits.test.ts",
  jsonDepth: "tests/unit/limits.test.ts",
  touchpointsPerMap: "tests/unit/sync/room.test.ts",
  recordsPerMap: "tests/unit/model/integrity.test.ts",
  valuesPerEvidence: "tests/unit/limits.test.ts",
  canvasPixels: "tests/unit/limits.test.ts",
  itemsPerRecord: "tests/unit/limits.test.ts",
  libraryPlaysPerMap: "tests/integration/playLibrary.test.ts",
  libraryChars: "tests/integration/playLibrary.test.ts",
  importBytes: "tests/integration/http.test.ts",
  commandsPerRequest: "tests/integration/http.test.ts",
  changesWaitingPerMap: "tests/unit/limits.test.ts",
  frameBytes: "tests/integration/syncSocket.test.ts",
  structsPerFrame: "tests/unit/sync/hostileUpdates.test.ts",
  mapBytes: "tests/unit/limits.test.ts",
  preAuthFrameBytes: "tests/integration/auth.test.ts",
  presenceBytes: "tests/unit/limits.test.ts",
  presenceHz: "tests/unit/sync/room.test.ts",
  updatesPerSecond: "tests/unit/limits.test.ts",
  updatesBurst: "tests/unit/limits.test.ts",
  greetTimeoutMs: "tests/unit/limits.test.ts",
  upgradesPerSecond: "tests/unit/limits.test.ts",
  upgradesBurst: "tests/unit/limits.test.ts",
  wrongPassesPerSecond: "tests/unit/limits.test.ts",
  wrongPassesBurst: "tests/unit/limits.test.ts",
  tcpConnectionsPerAddress: { noTest: "the same code with a smaller number stands in tests/unit/networkOf.test.ts" },
  tcpConnectionsPerProcess: "tests/unit/networkOf.test.ts",
  headersTimeoutMs: "tests/integration/hostile/connections.test.ts",
  requestTimeoutMs: { noTest: "Node keeps it; a minute is too long for a test" },
  connectionsPerUser: "tests/unit/limits.test.ts",
  connectionsPerAddress: "tests/unit/limits.test.ts",
  connectionsPerRoom: "tests/unit/sync/room.test.ts",
  connectionsPerProcess: "tests/unit/limits.test.ts",
  strainDelayMs: "tests/unit/sync/draining.test.ts",
  clientIdsPerConnection: "tests/unit/sync/room.test.ts",
  slowReaderBytes: "tests/unit/sync/room.test.ts",
  deadReaderBytes: "tests/unit/sync/room.test.ts",
  largeAnswersPerRoom: "tests/unit/sync/largeAnswers.test.ts",
  largeAnswersPerProcess: "tests/unit/sync/largeAnswers.test.ts",
  largeAnswerMs: "tests/unit/sync/largeAnswers.test.ts",
  unsavedMs: "tests/unit/sync/updateLog.test.ts",
  unsavedBytes: "tests/unit/sync/updateLog.test.ts",
  unsavedBytesPerMap: "tests/unit/sync/updateLog.test.ts",
  pingMs: "tests/faults/scenarios/halfOpen.ts",
  deadMs: "tests/faults/scenarios/halfOpen.ts",
  maxFragments: "tests/integration/hostile/connections.test.ts",
  maxBufferedChunks: "tests/integration/hostile/connections.test.ts",
  ticketTtlMs: "tests/integration/hostile/limits.test.ts",
  sessionIdleMs: "tests/integration/auth.test.ts",
  sessionMaxMs: "tests/integration/auth.test.ts",
  shareLinkTtlMs: "tests/integration/auth.test.ts",
  apiTokenDays: "tests/integration/revocation.test.ts",
  apiTokensPerAccount: "tests/integration/revocation.test.ts",
  invitationTtlMs: "tests/integration/workspaces.test.ts",
  invitationsOpen: "tests/integration/workspaces.test.ts",
  workspacesPerAccount: "tests/integration/workspaces.test.ts",
  membersPerWorkspace: "tests/integration/workspaces.test.ts",
  membersPerMap: "tests/integration/workspaces.test.ts",
  signInLinkTtlMs: "tests/integration/accounts.test.ts",
  resetLinkTtlMs: "tests/integration/accounts.test.ts",
  signInStepTtlMs: "tests/integration/accounts.test.ts",
  auditDays: "tests/integration/audit.test.ts",
  codesPerStep: "tests/integration/accounts.test.ts",
  recentSignInMs: "tests/integration/accounts.test.ts",
  auditStrangerEntries: { noTest: "twenty thousand lines; the oldest go, nobody is refused" },
  auditEntries: { noTest: "two million lines; the oldest go, nobody is refused" },
  shareLinksPerMap: "tests/integration/auth.test.ts",
  guestsPerLink: "tests/integration/auth.test.ts",
  binDays: "tests/integration/http.test.ts",
  runBytes: "tests/integration/playRuns.test.ts",
  runReserveBytes: "tests/unit/recovery/playRun.test.ts",
  stepsPerRun: "tests/unit/limits.test.ts",
  eventsPerRun: "tests/unit/limits.test.ts",
  runNoteChars: "tests/unit/limits.test.ts",
  runsPerMap: "tests/integration/playRuns.test.ts",
  runsPerAuthor: "tests/integration/playRuns.test.ts",
  runClockSlackMs: "tests/integration/playRuns.test.ts",
  runsListed: "tests/integration/playRuns.test.ts",
  commentChars: "tests/integration/comments.test.ts",
  commentsPerMap: "tests/integration/comments.test.ts",
  commentsPerAuthor: "tests/integration/comments.test.ts",
  threadsListed: "tests/integration/comments.test.ts",
  exercisesPerMap: "tests/integration/exercises.test.ts",
  eventsPerExercise: "tests/unit/exercise/exercise.test.ts",
  eventsKeptForFacilitators: "tests/unit/exercise/exercise.test.ts",
  exerciseBytes: "tests/integration/exercises.test.ts",
  exerciseReserveBytes: "tests/integration/exercises.test.ts",
  exerciseMinutes: "tests/unit/limits.test.ts",
  exerciseNameChars: "tests/unit/limits.test.ts",
  exerciseTextChars: "tests/unit/limits.test.ts",
  injectsPerExercise: "tests/unit/limits.test.ts",
  playsPerExercise: "tests/unit/limits.test.ts",
  stepsPerExercisePlay: "tests/unit/limits.test.ts",
  peoplePerExercise: "tests/unit/limits.test.ts",
  findingsPerExercise: "tests/unit/limits.test.ts",
  versionEveryMs: { noTest: "a pace of the studio's own" },
  versionQuietMs: { noTest: "a pace of the studio's own" },
  namedVersionsPerMap: "tests/integration/versions.test.ts",
  automaticVersionsPerMap: { noTest: "the oldest go, nobody is refused" },
  restoresPerMap: "tests/unit/versions/thinning.test.ts",
  versionNameChars: "tests/integration/versions.test.ts",
  changesPerMap: { noTest: "the oldest go, nobody is refused" },
  changesListed: { noTest: "what one look shows" },
  changeTitleChars: { noTest: "longer titles are cut" },
  changeStretchMs: "tests/unit/doc/changeJournal.test.ts",
  rowsWithoutJournal: { noTest: "a patience of the studio's own" },
};

const root = join(import.meta.dirname, "../..");

test.each(Object.entries(shownIn))("HX1 the limit %s is named by the test that shows it", (name, where) => {
  if (typeof where !== "string") return expect(where.noTest).not.toBe("");
  expect(existsSync(join(root, where)), where).toBe(true);
  expect(readFileSync(join(root, where), "utf8")).toMatch(new RegExp(`limits\\.${name}\\b|\\[\\s*"${name}",`));
});

test("HX1 every limit says why, on the line above it or for the group it stands in", () => {
  const lines = readFileSync(join(root, "shared/limits.ts"), "utf8").split("\n");
  const reasons = lines.filter((line) => line.trim().startsWith("/**") || line.trim().startsWith("*"));
  expect(reasons.length).toBeGreaterThan(Object.keys(limits).length / 2);
});

const text = (chars: number) => "x".repeat(chars);
const list = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

/** What is wrong with a record, as words with paths; nothing when it fits. */
function faultsOf(kind: Kind, fields: object): string[] {
  const parsed = recordSchema(kind).safeParse({ id: "a", order: "a0", ...fields });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function faultsOfAct(value: unknown): string[] {
  const parsed = act.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const aPlan = { type: "plan", title: "T", story: "", plays: [], injects: [] };
const aStep = { phase: "fix", text: "Mend" };
const aPlay = (id: string) => ({ id, title: "P", steps: [] });
const aTime = "2024-06-03T08:00:00.000Z";
const aRun = {
  id: "r",
  play: "p",
  title: "P",
  steps: [],
  detectedAt: aTime,
  startedAt: aTime,
  startedOn: "2024-06-03",
  events: [],
};

function faultsOfRun(fields: object): string[] {
  const parsed = playRun.safeParse({ ...aRun, ...fields });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

/** Every bound of a schema, with what is given its size. */
const schemaLimits: [limit: Limit, faults: (size: number) => string[]][] = [
  ["labelChars", (size) => faultsOf("stage", { title: text(size) })],
  ["idChars", (size) => faultsOf("stage", { id: text(size), title: "S" })],
  ["valuesPerEvidence", (size) => faultsOf("evidence", { expectation: "e", grade: "survey", values: list(size, 1) })],
  ["canvasPixels", (size) => faultsOf("note", { text: "N", x: size, y: -size })],
  ["itemsPerRecord", (size) => faultsOf("play", { title: "P", steps: list(size, aStep) })],
  ["stepsPerRun", (size) => faultsOfRun({ steps: list(size, aStep) })],
  ["eventsPerRun", (size) => faultsOfRun({ events: list(size, { type: "thanked", at: aTime }) })],
  ["runNoteChars", (size) => faultsOfRun({ events: [{ type: "asked", at: aTime, what: text(size) }] })],
  ["exerciseNameChars", (size) => faultsOfAct({ ...aPlan, title: text(size) })],
  ["exerciseTextChars", (size) => faultsOfAct({ type: "log", kind: "decision", text: text(size) })],
  ["exerciseMinutes", (size) => faultsOfAct({ type: "addInject", text: "I", level: 1, atMinute: size })],
  [
    "injectsPerExercise",
    (size) => faultsOfAct({ ...aPlan, injects: list(size, { text: "I", level: 1, atMinute: 1 }) }),
  ],
  ["playsPerExercise", (size) => faultsOfAct({ ...aPlan, plays: list(size, 0).map((_, index) => aPlay(`p${index}`)) })],
  ["stepsPerExercisePlay", (size) => faultsOfAct({ ...aPlan, plays: [{ ...aPlay("p"), steps: list(size, aStep) }] })],
  ["jsonDepth", (size) => nestingProblems(size)],
];

function nestingProblems(levels: number): string[] {
  const parsed = parseJourney(JSON.parse("[".repeat(levels) + "]".repeat(levels)));
  const problems = "problems" in parsed ? parsed.problems : [];
  return problems.filter(({ message }) => message.includes("nested")).map(({ message }) => message);
}

test.each(schemaLimits)("HX2 %s holds: at it all is well, one past it the answer names it", (name, faultsAt) => {
  const limit = limits[name];
  expect(faultsAt(limit)).toEqual([]);
  const past = faultsAt(limit + 1);
  expect(past.length).toBeGreaterThan(0);
  expect(past.join("\n").replaceAll(",", "")).toContain(String(limit));
});

test("HX2 a rehearsal takes so many people and findings, and tells the next", () => {
  const table = seated();
  const join = (index: number) => {
    const by = { id: `guest ${index}`, name: "Grace", color: "#123456", canEdit: false };
    return table.actAs(by, { type: "join", role: "observer" });
  };
  const seats = limits.peoplePerExercise - table.state.people.length;
  for (let index = 0; index < seats; index++) expect(join(index)).toBe(undefined);
  expect(join(seats)).toContain(String(limits.peoplePerExercise));
  expect(table.state.people).toHaveLength(limits.peoplePerExercise);

  table.act("ada", { type: "start" });
  table.act("ada", { type: "end" });
  const find = () => table.act("ada", { type: "addFinding", kind: "other", text: "F" });
  for (let index = 0; index < limits.findingsPerExercise; index++) expect(find()).toBe(undefined);
  expect(find()).toContain(String(limits.findingsPerExercise));
  expect(table.state.findings).toHaveLength(limits.findingsPerExercise);
});

test("HX2 so many connections an address, a user and a process are counted in, and the next is told why", () => {
  const counts = new ConnectionCounts();
  for (let i = 0; i < limits.connectionsPerAddress; i++) expect(counts.enter("a")).toBe(undefined);
  expect(counts.enter("a")).toBe("RATE");
  for (let i = 0; i < limits.connectionsPerUser; i++) expect(counts.enterUser("u")).toBe(undefined);
  expect(counts.enterUser("u")).toBe("RATE");
  for (let i = limits.connectionsPerAddress; i < limits.connectionsPerProcess; i++)
    expect(counts.enter(`other ${i}`)).toBe(undefined);
  expect(counts.enter("one more")).toBe("UNAVAILABLE");
  counts.leave("a");
  counts.leaveUser("u");
  expect([counts.enter("a"), counts.enterUser("u")]).toEqual([undefined, undefined]);
});

test("HX2 an address may ask for so many sockets at once, and be wrong so often", async () => {
  const wrongPasses = new AddressRate(limits.wrongPassesPerSecond, limits.wrongPassesBurst);
  const refuse = async () => ({ refused: "SIGNED_OUT" }) as const;
  const guard = openSocketGuard(refuse, wrongPasses, () => "198.51.100.7");
  const ask = async (url: string) => {
    const admission = await guard({ url, headers: {} } as never, "map");
    return "refused" in admission ? admission.refused : "in";
  };
  const guesses = await Promise.all(
    Array.from({ length: limits.wrongPassesBurst + 1 }, () => ask("/sync/map?ticket=x")),
  );
  expect(guesses.filter((code) => code === "SIGNED_OUT")).toHaveLength(limits.wrongPassesBurst);
  expect(guesses.at(-1)).toBe("RATE");
  const perSecond = new AddressRate(limits.wrongPassesPerSecond, 1);
  const waitMs = 1_000 / limits.wrongPassesPerSecond;
  expect([0, waitMs - 1, waitMs].map((now) => perSecond.take("a", now))).toEqual([true, false, true]);

  const upgrades = new AddressRate(limits.upgradesPerSecond, limits.upgradesBurst);
  const taken = Array.from({ length: limits.upgradesBurst + 1 }, () => upgrades.take("a", 0));
  expect([taken.filter(Boolean).length, taken.at(-1)]).toEqual([limits.upgradesBurst, false]);
});

test("HX2 so many requests wait for their turn at a map, and the next is told to come again", async () => {
  const turns = new Turns(limits.changesWaitingPerMap);
  let finish = () => {};
  const gate = new Promise<void>((resolve) => (finish = resolve));
  const waiting = Array.from({ length: limits.changesWaitingPerMap }, () => turns.take("map", () => gate));
  await expect(turns.take("map", () => gate)).rejects.toMatchObject({
    code: "RATE",
    message: expect.stringContaining(String(limits.changesWaitingPerMap)),
  });
  await expect(turns.take("other", async () => "done")).resolves.toBe("done");
  finish();
  await Promise.all(waiting);
  await expect(turns.take("map", async () => "again")).resolves.toBe("again");
});

test("HX2 who does not greet in time is sent away, and a moment earlier is not", async () => {
  const { hub, clock } = await openStudio();
  const silent = new Person();
  await silent.enter(hub, "silent");
  await clock.advance(limits.greetTimeoutMs);
  expect(silent.transport.closed).toBe(undefined);
  await clock.advance(1_100);
  expect(silent.transport.closed?.code).toBe(4400);
});

test("HX2 presence of the size of its limit is shown, a byte more is refused by name and not shown", async () => {
  const { hub, clock } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const eve = await Person.join(hub, "eve");
  const state = (bytes: number) => {
    const frame = JSON.stringify({ editing: { kind: "note", id: "a", field: "f" }, more: "" });
    return JSON.parse(frame.replace('"more":""', `"more":"${text(bytes - frame.length)}"`)) as unknown;
  };
  eve.show(state(limits.presenceBytes));
  await clock.advance(100);
  expect(ann.presences.get(eve.doc.clientID)).toMatchObject({ editing: { id: "a" } });
  expect(eve.of("refused")).toEqual([]);
  eve.show(state(limits.presenceBytes + 1), { clock: 2 });
  await clock.advance(100);
  expect(eve.of("refused")).toMatchObject([{ index: 0, text: expect.stringContaining(String(limits.presenceBytes)) }]);
  expect(eve.transport.closed).toBe(undefined);
});

test("HX2 so many changes at once are taken, the next is refused by name and asked for again", async () => {
  const { hub, clock } = await openStudio();
  const ann = await Person.join(hub, "ann");
  for (let i = 0; i < limits.updatesBurst; i++) ann.write("n", i);
  expect(ann.of("refused")).toEqual([]);
  ann.write("n", "late");
  expect(ann.of("refused")).toMatchObject([
    { code: "RATE", text: expect.stringContaining(String(limits.updatesPerSecond)) },
  ]);
  await clock.advance(3_000);
  const fresh = await Person.join(hub, "fresh");
  expect(fresh.value("n")).toBe("late");
});

test("HX2 a map that reached its size takes nothing more, says why, and is read on", async () => {
  const { hub, clock } = await openStudio();
  const ann = await Person.join(hub, "ann");
  ann.write("first", 1);
  const chunk = text(900_000);
  for (let written = 0; written <= limits.mapBytes && ann.of("refused").length === 0; written += chunk.length) {
    ann.write("big", `${written}${chunk}`);
    await clock.advance(20);
  }
  ann.write("last", 1);
  expect(ann.of("refused").at(-1)).toMatchObject({ code: "LIMIT", text: expect.stringContaining("64 MB") });
  const fresh = await Person.join(hub, "fresh");
  expect([fresh.value("first"), fresh.value("last")]).toEqual([1, undefined]);
}, 60_000);
