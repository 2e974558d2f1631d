import type * as Y from "yjs";
import { AppError } from "../errors.ts";
import { readHeader, schemaVersion } from "./mapDoc.ts";

/** One step from the layout `from` to the next. It must do nothing when run again on its own result. */
export interface Migration {
  from: number;
  migrate(doc: Y.Doc): void;
}

/** Every step since the first released layout, in order. Additive changes need none: defaults are read. */
export const migrations: readonly Migration[] = [];

/**
 * Brings a document to `target`, one transaction in all. Only the server runs it, and keeps the old bytes.
 * @returns true when anything changed.
 * @throws AppError MALFORMED when it is not a map, CLIENT_TOO_OLD when a newer version wrote it.
 */
export function migrateDoc(
  doc: Y.Doc,
  steps: readonly Migration[] = migrations,
  target: number = schemaVersion,
): boolean {
  const header = readHeader(doc);
  if (header === undefined) throw new AppError("MALFORMED", "This document is not a journey map.");
  if (header.schemaVersion > target)
    throw new AppError(
      "CLIENT_TOO_OLD",
      `This map has layout ${header.schemaVersion}; this version reads up to ${target}.`,
    );
  const due = steps.filter((step) => step.from >= header.schemaVersion && step.from < target);
  if (header.schemaVersion === target) return false;
  doc.transact(() => {
    for (const step of due) step.migrate(doc);
    doc.getMap("header").set("schemaVersion", target);
  });
  return true;
}
