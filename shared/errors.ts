/**
 * Expected failures, once: what each means over HTTP, over the sync socket, and whether to try again.
 * `status` is the HTTP status, `close` the WebSocket close code (4400–4499 are final, the rest come back).
 */
export const errorTable = {
  MALFORMED: { status: 400, close: 4400, retry: false, title: "The request cannot be read" },
  INVALID: { status: 422, close: 4400, retry: false, title: "Some values are not allowed" },
  SIGNED_OUT: { status: 401, close: 4401, retry: false, title: "Please sign in" },
  FORBIDDEN: { status: 403, close: 4403, retry: false, title: "This is not yours to change" },
  NOT_FOUND: { status: 404, close: 4404, retry: false, title: "There is nothing here" },
  CONFLICT: { status: 409, close: 4409, retry: false, title: "It changed in the meantime" },
  GENERATION: { status: 409, close: 4409, retry: false, title: "This map was restored; your copy is older" },
  CLIENT_TOO_OLD: { status: 426, close: 4426, retry: false, title: "Please reload the page" },
  TOO_LARGE: { status: 413, close: 1009, retry: false, title: "That is more than the limit" },
  LIMIT: { status: 422, close: 1008, retry: false, title: "A limit was reached" },
  RATE: { status: 429, close: 4529, retry: true, title: "Too much at once" },
  UNAVAILABLE: { status: 503, close: 1013, retry: true, title: "Not available right now" },
  NOT_SAVED: { status: 503, close: 1013, retry: true, title: "The change could not be saved" },
} as const;

export type ErrorCode = keyof typeof errorTable;

/** One thing that is wrong with an input: where (a JSON path such as `touchpoints[3].stage`) and what. */
export interface Problem {
  path: string;
  message: string;
}

/** An expected failure, with a sentence for the person and, for bad input, every problem with its path. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}
