import { type Logger, destination, pino } from "pino";
import type { LogLevel } from "./config.ts";

export type Log = Logger;

/** Lines of JSON on standard error; standard output belongs to the one line that says where the studio listens. */
export function openLog(level: LogLevel): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ dest: 2, sync: true }));
}
