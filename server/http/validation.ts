import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { type DocumentRoute, documentRoutes } from "./handler.ts";
import { readBody, readJson, readPart } from "./readJson.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Length of the body as it was sent. */
    bodyChars: number;
  }
}

/**
 * Bodies are read as JSON; an absent one is `undefined`, whatever its declared type. Those that may hold a whole map stay
 * text: reading ten megabytes is work for the thread.
 */
export function addJsonReader(app: FastifyInstance): void {
  app.decorateRequest("bodyChars", 0);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json\b/i,
    { parseAs: "string" },
    async (request: FastifyRequest, text: string) => {
      request.bodyChars = text.length;
      return isDocumentRoute(request.routeOptions.config.action) ? text : readJson(text);
    },
  );
}

export function isDocumentRoute(action: string | undefined): action is DocumentRoute {
  return (documentRoutes as readonly (string | undefined)[]).includes(action);
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
