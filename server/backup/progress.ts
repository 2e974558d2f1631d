/** Tells a person at a terminal how far a long piece of work has come. */
export interface Progress {
  show(what: string, done: number, total: number): void;
  /** The work is over; the sentence stays on the screen. */
  done(sentence: string): void;
}

const barWidth = 30;

/** A bar on standard error that moves; where that is no terminal, only the sentences. */
export function openProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  let shown = "";
  return {
    show(what, done, total) {
      if (!out.isTTY) return;
      const share = total === 0 ? 1 : Math.min(1, done / total);
      const filled = Math.round(share * barWidth);
      const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
      const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${what}`;
      if (line === shown) return;
      out.write(`\r\u001b[2K${line}`);
      shown = line;
    },
    done(sentence) {
      out.write(`${out.isTTY ? "\r\u001b[2K" : ""}${sentence}\n`);
      shown = "";
    },
  };
}
