import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Loaded into a server before itself: its wall clock jumps by so many milliseconds as stand in a file, whenever SIGUSR2
// comes. Timers and `performance.now()` go on as they do on a machine whose clock is set. Threads keep the true time, so
// that the two also disagree.

let offsetMs = 0;
const TrueDate = globalThis.Date;

class JumpingDate extends TrueDate {
  constructor(...args) {
    if (args.length === 0) super(TrueDate.now() + offsetMs);
    else super(...args);
  }

  static now() {
    return TrueDate.now() + offsetMs;
  }
}

if (isMainThread) {
  globalThis.Date = JumpingDate;
  process.on("SIGUSR2", () => {
    const file = process.env.KEPT_TEST_CLOCK;
    offsetMs += Number(readFileSync(file, "utf8"));
    writeFileSync(file, "done");
  });
}
