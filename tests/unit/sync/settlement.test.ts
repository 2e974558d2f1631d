import fc from "fast-check";
import { expect, test } from "vitest";
import { Settlement } from "../../../server/sync/settlement.ts";

test("D1 saved never runs ahead of a change that waits, never back, and reaches the end", () => {
  const kinds = fc.array(fc.constantFrom("wait", "finish", "gap", "resync", "known", "refused", "lost", "commit"), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(kinds, (script) => {
      const settlement = new Settlement();
      const waiting: number[] = [];
      const open = new Set<number>();
      let setAside: number[] = [];
      let before = 0;
      const commit = () => {
        const index = waiting.shift();
        if (index === undefined) return;
        open.delete(index);
        if (resyncs.has(index)) for (const gap of resyncs.get(index) ?? []) open.delete(gap);
        settlement.commit(index);
      };
      const resyncs = new Map<number, number[]>();
      const check = () => {
        const firstOpen = Math.min(...open, settlement.received + 1);
        expect(settlement.settled).toBeLessThan(firstOpen);
        expect(settlement.settled).toBeGreaterThanOrEqual(before);
        before = settlement.settled;
      };
      const resync = () => {
        const index = settlement.receive();
        settlement.resync(index);
        settlement.wait(index);
        waiting.push(index);
        open.add(index);
        resyncs.set(index, setAside);
        setAside = [];
      };
      for (const kind of script) {
        if (kind === "commit") commit();
        else if (kind === "resync") resync();
        else if (kind === "known" || kind === "lost") {
          const index = settlement.receive();
          if (kind === "known") settlement.resync(index);
          else expect(settlement.giveUp()).toEqual(setAside);
          for (const gap of setAside) open.delete(gap);
          setAside = [];
          settlement.finish(index);
        } else {
          const index = settlement.receive();
          // "refused" is a SyncStep2 that was refused for now: what it would have brought is not settled by it.
          if (kind === "wait") {
            settlement.wait(index);
            waiting.push(index);
            open.add(index);
          } else if (kind === "finish" || kind === "refused") settlement.finish(index);
          else {
            settlement.setAside(index);
            setAside.push(index);
            open.add(index);
          }
        }
        check();
        if (open.size === 0) expect(settlement.settled).toBe(settlement.received);
      }
      resync();
      while (waiting.length > 0) {
        commit();
        check();
      }
      expect(settlement.settled).toBe(settlement.received);
    }),
    { numRuns: 2_000 },
  );
});
