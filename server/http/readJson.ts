import type { z } from "zod";
import { AppError, type Problem } from "../../shared/errors.ts";
import { jsonProblems } from "../../shared/model/integrity.ts";

/** Reads a body; an absent one is `undefined`. @throws AppError MALFORMED. */
export function readJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, "");
  if (json.trim() === "") return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new AppError("MALFORMED", `The body is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

/** A body as the contract's schema reads it. @throws AppError INVALID with every problem. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const unsafe = jsonProblems(body);
  if (unsafe.length > 0) throw new AppError("INVALID", "The body cannot be used.", unsafe);
  return readPart(schema, body, "body");
}

/** A part of a request as the contract's schema reads it. @throws AppError INVALID with every problem. */
export function readPart<T>(schema: z.ZodType<T>, value: unknown, part: "body" | "address"): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue));
  const words = problems.slice(0, 3).map(({ path, message }) => `${path} ${message}`.trim());
  throw new AppError("INVALID", `The ${part} does not fit: ${words.join("; ")}.`, problems);
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const at = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const path = at.replace(/^\./, "");
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: path === "" ? key : `${path}.${key}`, message: "is not known here" }));
}
