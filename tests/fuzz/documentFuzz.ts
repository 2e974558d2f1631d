import { readFileSync } from "node:fs";
import { mapTasks } from "../../server/http/mapTasks.ts";
import { AppError } from "../../shared/errors.ts";
import type { Random } from "../world/random.ts";
import { mutateJson } from "./mutate.ts";
import type { BatchResult } from "./roomFuzz.ts";

const airline: unknown = JSON.parse(
  readFileSync(new URL("../../server/templates/airlineDisruption.json", import.meta.url), "utf8"),
);

const commands = [
  { command: "addStage", args: { id: "new", title: "New" } },
  { command: "patchMap", args: { fields: { title: "Renamed", settings: {} } } },
  { command: "patchTouchpoint", args: { id: "t1", fields: { title: "T", description: "words", momentOfTruth: true } } },
  { command: "moveTouchpoints", args: { ids: ["t1"], stage: "new", lane: "touchpoints", before: null } },
  { command: "deleteRecords", args: { refs: [{ kind: "touchpoint", id: "t2" }] } },
  { command: "addNote", args: { text: "note", x: 1, y: 2 } },
];

/**
 * Mutated journey documents and commands, through the tasks that HTTP runs: each is taken or refused with an expected
 * failure, and what is taken can be read, computed and exported again.
 */
export function fuzzDocuments(random: Random, documents: number): BatchResult {
  const harms: string[] = [];
  const { state } = mapTasks.seed(airline);
  const attempt = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof AppError)) harms.push(`${what}: ${String(error)}`);
    }
  };
  for (let i = 0; i < documents; i++) {
    const document = mutateJson(airline, random);
    attempt("a document", () => {
      const seed = mapTasks.seed(document);
      mapTasks.insights(seed.state);
      mapTasks.journey(seed.state);
    });
    const list = mutateJson(commands, random);
    attempt("commands", () => void mapTasks.run(state, 5, JSON.stringify(list) ?? ""));
  }
  if (({} as { isAdmin?: unknown }).isAdmin !== undefined) harms.push("a prototype was reached");
  return { sent: 2 * documents, harms };
}
