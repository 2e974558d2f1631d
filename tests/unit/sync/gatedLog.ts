import type { Choice } from "./schedules.ts";
import type { TestLog } from "./testLog.ts";

/** A log whose every call waits at a gate before it does something, and at another before it says so. */
export interface Gates {
  /** What may be let through now, the oldest first. */
  choices(): readonly Choice[];
}

/** Puts gates into a log. Appends are one queue: their ends come in order, and only those wait. */
export function addGates(log: TestLog): Gates {
  const waiting: (Choice & { isAppend: boolean })[] = [];
  const gate = (name: string, isAppend = false) =>
    new Promise<void>((resolve) => {
      const choice = {
        name,
        isAppend,
        happen() {
          waiting.splice(waiting.indexOf(choice), 1);
          resolve();
        },
      };
      waiting.push(choice);
    });

  function around(name: "load" | "opened" | "compact"): void {
    const real = log[name].bind(log) as (...args: unknown[]) => Promise<unknown>;
    const gated = async (...args: unknown[]) => {
      await gate(`${name} begins`);
      const result = await real(...args);
      await gate(`${name} ends`);
      return result;
    };
    Object.assign(log, { [name]: gated });
  }

  for (const name of ["load", "opened", "compact"] as const) around(name);
  const append = log.append.bind(log);
  log.append = async (entry) => {
    const seq = await append(entry);
    await gate("append ends", true);
    return seq;
  };
  return {
    choices() {
      const firstAppend = waiting.find(({ isAppend }) => isAppend);
      return waiting.filter((choice) => !choice.isAppend || choice === firstAppend);
    },
  };
}
