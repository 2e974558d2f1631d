import type { FastifyReply, FastifyRequest } from "fastify";
import { type ProblemDocument, problemContentType } from "../../shared/api/problem.ts";
import { AppError, type ErrorCode, type Problem, errorTable } from "../../shared/errors.ts";

/** The problem document of any error; what is not an expected failure says nothing of what went wrong. */
export function problemOf(error: unknown): ProblemDocument {
  if (error instanceof AppError) return describe(error.code, error.message, error.problems);
  const code = frameworkCodes[codeOf(error)];
  if (code !== undefined) return describe(code, (error as Error).message);
  const detail = "Something went wrong on the server. It was logged.";
  return { type: "urn:kept:problem:internal", title: "An error of the studio", status: 500, detail, code: "INTERNAL" };
}

/** Answers with the problem document of `error`; logs it when it is a bug. Gives what it answered. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): ProblemDocument {
  const problem = problemOf(error);
  const { bodyLimit } = request.routeOptions;
  if (codeOf(error) === "FST_ERR_CTP_BODY_TOO_LARGE" && bodyLimit !== undefined)
    problem.detail = `What is sent here may have ${bodyLimit.toLocaleString("en")} bytes at most.`;
  if (problem.code === "INTERNAL")
    request.log.error({ err: error, action: request.routeOptions.config.action }, "request failed");
  if (problem.code === "UNAVAILABLE" || problem.code === "NOT_SAVED") void reply.header("retry-after", "5");
  if (problem.code === "RATE" && !reply.hasHeader("retry-after")) void reply.header("retry-after", "5");
  if (problem.code === "SIGNED_OUT") void reply.header("www-authenticate", "Bearer");
  // Written by hand: the reply's schema is that of its success.
  void reply.code(problem.status).type(problemContentType).serializer(JSON.stringify).send(problem);
  return problem;
}

function describe(code: ErrorCode, detail: string, problems: readonly Problem[] = []): ProblemDocument {
  const { status, title } = errorTable[code];
  const type = `urn:kept:problem:${code.toLowerCase().replaceAll("_", "-")}`;
  return { type, title, status, detail, code, ...(problems.length > 0 ? { problems: [...problems] } : {}) };
}

/** What Fastify itself refuses, in our words. */
const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "TOO_LARGE",
  FST_ERR_CTP_EMPTY_JSON_BODY: "MALFORMED",
  FST_ERR_CTP_INVALID_JSON_BODY: "MALFORMED",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "MALFORMED",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "MALFORMED",
  FST_ERR_BAD_URL: "MALFORMED",
  FST_ERR_MAX_PARAM_LENGTH: "MALFORMED",
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
