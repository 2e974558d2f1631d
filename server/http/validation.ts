import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { isTextRoute } from "./handler.ts";
import { readBody, readJson, readPart } from "./readJson.ts";

/**
 * Bodies are read as JSON; an absent one is `undefined`, whatever its declared type. Those that may be long
 * stay text: reading ten megabytes is work for the thread.
 */
export function addJsonReader(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json\b/i,
    { parseAs: "string" },
    async (request: FastifyRequest, text: string) => {
      return isTextRoute(request.routeOptions.config.action) ? text : readJson(text);
    },
  );
}

/** Checks the parts of a request against the contract's schemas; the error is an AppError with every problem. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (value: unknown) => {
    try {
      return { value: httpPart === "body" ? readBody(schema, value) : readPart(schema, value, "address") };
    } catch (error) {
      return { error: error as Error };
    }
  };
};
