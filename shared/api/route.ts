import type { z } from "zod";

/** One HTTP route: where it is, what it takes and what it answers when it succeeds. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with `:name` parameters, as Fastify writes it. */
  path: string;
  /** One line for the reader of the OpenAPI document. */
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The successful reply's status and body. */
  reply: { status: 200 | 201; body: z.ZodType } | { status: 204 };
}

export const done = { status: 204 } as const;
export const ok = <T extends z.ZodType>(body: T) => ({ status: 200, body }) as const;
export const made = <T extends z.ZodType>(body: T) => ({ status: 201, body }) as const;
