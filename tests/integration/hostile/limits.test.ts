import { afterEach, expect, test, vi } from "vitest";
import { limits } from "../../../shared/limits.ts";
import { joinRoom } from "../roomVisit.ts";
import { startStudio } from "../studio.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("HX2 a ticket is good until its time is over, and worth nothing from then on", async () => {
  const studio = await startStudio();
  const map = (await studio.program().post("/api/v1/maps", { title: "A" })).body.id;
  const ticket = async () => (await studio.program().post("/api/v1/tickets", { map })).body.ticket as string;
  vi.useFakeTimers({ toFake: ["Date"] });
  const [early, late] = [await ticket(), await ticket()];
  const madeAt = Date.now();
  vi.setSystemTime(madeAt + limits.ticketTtlMs - 1_000);
  const visit = await joinRoom(studio, studio.visitor(), map, early);
  expect(visit.isOpen()).toBe(true);
  visit.close();
  vi.setSystemTime(madeAt + limits.ticketTtlMs + 1_000);
  expect(await (await joinRoom(studio, studio.visitor(), map, late)).closed).toBe(4401);
  vi.useRealTimers();
  await studio.close();
});
