import type { z } from "zod";
import { AppError } from "../errors.ts";
import type { MapDoc } from "../doc/mapDoc.ts";
import type { Mirror } from "../doc/mirror.ts";
import { openPlan } from "../doc/plan.ts";
import type { Kind } from "../model/kinds.ts";
import type { Command } from "./command.ts";
import { deleteRecords } from "./deleteRecords.ts";
import { duplicateTouchpoints } from "./duplicateTouchpoints.ts";
import { moveTouchpoints } from "./moveTouchpoints.ts";
import { pasteRecords } from "./pasteRecords.ts";
import { patchMap } from "./patchMap.ts";
import { promoteScenario } from "./promoteScenario.ts";
import { recordCommands } from "./recordCommands.ts";
import { recordRehearsal } from "./recordRehearsal.ts";
import { addRecords, patchRecords } from "./severalRecords.ts";
import { setScenarioRates } from "./setScenarioRates.ts";
import { shiftTouchpoints } from "./shiftTouchpoints.ts";
import { startPlay } from "./startPlay.ts";

export type CommandName =
  | `${"add" | "patch" | "move"}${Capitalize<Kind>}`
  | "moveTouchpoints"
  | "shiftTouchpoints"
  | "deleteRecords"
  | "duplicateTouchpoints"
  | "pasteRecords"
  | "patchRecords"
  | "addRecords"
  | "startPlay"
  | "recordRehearsal"
  | "patchMap"
  | "promoteScenario"
  | "setScenarioRates";

/** Every verb, by name: what the browser runs, the HTTP API accepts and the fuzzers try. */
export const commands = {
  ...recordCommands(),
  moveTouchpoints,
  shiftTouchpoints,
  deleteRecords,
  duplicateTouchpoints,
  pasteRecords,
  patchRecords,
  addRecords,
  startPlay,
  recordRehearsal,
  patchMap,
  promoteScenario,
  setScenarioRates,
} as unknown as Record<CommandName, Command & { args: z.ZodType }>;

export interface CommandTarget {
  doc: MapDoc;
  /** The mirror of the same document. */
  mirror: Mirror;
}

/**
 * Runs a command: checks its arguments, plans its writes against the map as it is, and writes them in one transaction
 * with the given origin, which is also one undo step.
 * @returns what the command returns, such as the ids it made.
 * @throws AppError before anything is written: INVALID, NOT_FOUND, CONFLICT or LIMIT.
 */
export function runCommand(target: CommandTarget, name: CommandName, args: unknown, origin: object): unknown {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new AppError("INVALID", `There is no command "${name}".`);
  const parsed = command.args.safeParse(args);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    const words = problems.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
    throw new AppError("INVALID", `${name}: ${words}.`, problems);
  }
  const plan = openPlan();
  const result = command.run({ ...plan, records: target.mirror }, parsed.data);
  if (!plan.isEmpty) plan.write(target.doc, command.label(parsed.data, target.mirror), origin);
  return result;
}
