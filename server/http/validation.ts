import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { routes } from "../../shared/api/routes.ts";
import { AppError, type Problem } from "../../shared/errors.ts";
import { jsonProblems } from "../../shared/model/integrity.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Length of the body as it was sent. */
    bodyChars: number;
  }
}

/** Bodies are read as JSON; an absent one is `undefined`, whatever its declared type. */
export function addJsonReader(app: FastifyInstance): void {
  app.decorateRequest("bodyChars", 0);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json\b/i,
    { parseAs: "string" },
    async (request: FastifyRequest, text: string) => {
      request.bodyChars = text.length;
      const json = text.replace(/^\uFEFF/, "");
      if (json.trim() === "") return undefined;
      try {
        return JSON.parse(json) as unknown;
      } catch (error) {
        throw new AppError("MALFORMED", `The body is not JSON: ${error instanceof Error ? error.message : ""}`);
      }
    },
  );
}

/** Checks the parts of a request against the contract's schemas. @throws AppError INVALID with every problem. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart, url }) => {
  // An import answers with what is wrong, so it has its own look at the document.
  const isChecked = httpPart === "body" && url !== routes.importMap.path;
  return (value: unknown) => {
    const unsafe = isChecked ? jsonProblems(value) : [];
    if (unsafe.length > 0) return { error: new AppError("INVALID", "The body cannot be used.", unsafe) };
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data };
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue));
    const what = httpPart === "body" ? "body" : "address";
    const words = problems.map(({ path, message }) => `${path} ${message}`.trim()).slice(0, 3);
    return { error: new AppError("INVALID", `The ${what} does not fit: ${words.join("; ")}.`, problems) };
  };
};

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const at = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const path = at.replace(/^\./, "");
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: path === "" ? key : `${path}.${key}`, message: "is not known here" }));
}
