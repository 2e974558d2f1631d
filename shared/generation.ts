import { newId } from "./ids.ts";

const ofBackup = "back";

/** Marks the history that a map begins where a backup was restored: what was saved after the backup may be in browsers alone. */
export function newBackupGeneration(): string {
  return newId(ofBackup);
}

export function isBackupGeneration(generation: string): boolean {
  return generation.startsWith(`${ofBackup}-`);
}
