import { expect, test } from "vitest";
import { StrainGauge } from "../../../server/strain.ts";
import { limits } from "../../../shared/limits.ts";
import { settled } from "./handClock.ts";
import { Person } from "./person.ts";
import { openStudio } from "./studio.ts";

test("MT5 everybody leaves within four seconds, the last of them with their work saved", async () => {
  const { hub, clock } = await openStudio();
  const people: Person[] = [];
  for (let i = 0; i < 400; i++) people.push(await Person.join(hub, `user${i}`));
  await clock.advance(1_000);
  const gone = () => people.filter(({ transport }) => transport.closed !== undefined).length;
  let isDrained = false;
  const drained = hub.drain().then(() => (isDrained = true));
  await settled();
  const firstWave = gone();
  expect(firstWave).toBeGreaterThan(0);
  expect(firstWave).toBeLessThan(people.length / 4);
  await expect(Person.join(hub, "late")).rejects.toMatchObject({ code: "UNAVAILABLE" });

  const last = people.find(({ transport }) => transport.closed === undefined);
  const end = people.at(-1);
  end?.write("key", "still here");
  await clock.advance(50);
  expect(end?.saved).toBe(end?.sent);
  expect(last?.transport.closed).toBeUndefined();

  let before = gone();
  for (let waves = 0; gone() < people.length; waves++) {
    expect(waves).toBeLessThan(40);
    await clock.advance(100);
    expect(gone() - before).toBeLessThanOrEqual(firstWave * 2);
    before = gone();
  }
  expect(new Set(people.map(({ transport }) => transport.closed?.code))).toEqual(new Set([1012]));
  await drained;
  expect(isDrained).toBe(true);
});

test("MT6 one long task is no strain; a main thread that stays late is, until it is on time again", () => {
  const gauge = new StrainGauge();
  gauge.note(5_000);
  expect(gauge.isTooMuch).toBe(false);
  const late = limits.strainDelayMs * 1.5;
  let samples = 0;
  while (!gauge.isTooMuch && samples < 100) {
    gauge.note(late);
    samples += 1;
  }
  expect(gauge.isTooMuch).toBe(true);
  const nearly = limits.strainDelayMs * 0.75;
  for (let i = 0; i < 100; i++) gauge.note(nearly);
  expect(gauge.isTooMuch).toBe(true);
  for (let i = 0; i < 100; i++) gauge.note(limits.strainDelayMs * 0.4);
  expect(gauge.isTooMuch).toBe(false);
});
