import { AppError } from "../../shared/errors.ts";

/**
 * SQLite stores U+0000 in text and PostgreSQL does not, so neither is asked to.
 * @throws AppError INVALID when one of the values is text that holds it.
 */
export function refuseUnstorable(values: readonly unknown[]): void {
  if (values.some((value) => typeof value === "string" && value.includes("\0")))
    throw new AppError("INVALID", "The text holds a character that cannot be stored.");
}
