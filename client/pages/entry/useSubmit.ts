import { type FormEvent, useState } from "react";
import { AppError } from "../../../shared/errors.ts";

/** A form's sending: one at a time, its refusal in words. */
export function useSubmit(work: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(undefined);
    work()
      .catch((cause: unknown) => {
        if (!(cause instanceof AppError)) throw cause;
        setError(cause);
      })
      .finally(() => setBusy(false));
  };
  /** What is wrong with one field, to stand below it. */
  const problemOf = (field: string) => {
    const problem = error?.problems.find(({ path }) => path === field);
    return problem && sentenceOf(problem.message);
  };
  const message = error === undefined || error.problems.length > 0 ? undefined : error.message;
  return { busy, submit, problemOf, problems: error?.problems ?? [], message };
}

/** A problem is said as the end of a sentence that begins with its field: "is not right". */
export function sentenceOf(problem: string): string {
  return /^[a-z]/.test(problem) ? `It ${problem}.` : problem;
}
