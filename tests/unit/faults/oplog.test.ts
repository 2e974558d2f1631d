import { expect, test } from "vitest";
import { Oplog } from "../../faults/oplog.ts";

/** Two authors with three edits each, of which the first two are acknowledged. */
function openLog() {
  const oplog = new Oplog();
  const ids = ["ann", "ben"].flatMap((author) => [1, 2, 3].map(() => oplog.write(author)));
  oplog.acknowledge(ids.filter((id) => !id.endsWith("-2")));
  return { oplog, whole: ["ann-0", "ben-0", "ann-1", "ann-2", "ben-1", "ben-2"] };
}

const clean = { lost: [], doubled: [], strange: [], disordered: [], missing: [], unequal: [] };

test("FT1 what arrived whole has nothing against it", () => {
  const { oplog, whole } = openLog();
  const verdict = oplog.check(whole, [{ name: "ann", edits: [...whole] }]);
  expect(verdict).toEqual({ written: 6, acknowledged: 4, ...clean });
  expect(oplog.isSettled).toBe(false);
});

test("FT1 an acknowledged edit that is gone is lost, another is only missing", () => {
  const { oplog, whole } = openLog();
  const verdict = oplog.check(whole.filter((id) => id !== "ann-1" && id !== "ben-2"));
  expect(verdict).toMatchObject({ ...clean, lost: ["ann-1"], missing: ["ben-2"] });
});

test("FT1 an edit that is there twice, and one that nobody wrote, are named", () => {
  const { oplog, whole } = openLog();
  expect(oplog.check([...whole, "ben-2", "eve-0"])).toMatchObject({ ...clean, doubled: ["ben-2"], strange: ["eve-0"] });
});

test("FT1 an author's edits in another order, and replicas that differ, are named", () => {
  const { oplog, whole } = openLog();
  const turned = ["ann-0", "ben-1", "ann-1", "ann-2", "ben-0", "ben-2"];
  const verdict = oplog.check(turned, [
    { name: "ann", edits: turned },
    { name: "ben", edits: whole },
  ]);
  expect(verdict).toMatchObject({ ...clean, disordered: ["ben"], unequal: ["ben"] });
});
