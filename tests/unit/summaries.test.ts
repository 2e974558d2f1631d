import { afterEach, expect, test, vi } from "vitest";
import { openMapThread } from "../../server/http/mapThread.ts";
import { openSummaries } from "../../server/http/summaries.ts";
import { openLog } from "../../server/log.ts";
import type { MapRow, Summarized } from "../../server/store/maps.ts";
import { stateOf } from "../../shared/doc/docState.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";

afterEach(() => vi.useRealTimers());

test("H7 when the maps could not be listed after the start, they are a minute later", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const state = stateOf(createDoc({ format: "kept.journey", version: 1, title: "Aged" }));
  const row = { id: "map" } as MapRow;
  const list = vi.fn().mockRejectedValueOnce(new Error("database is locked")).mockResolvedValue([row]);
  const summarized: [id: string, of: Summarized][] = [];
  const thread = openMapThread();
  const summaries = openSummaries(
    { onChange: () => () => true, readState: async () => state },
    { list, summarize: async (id, of) => void summarized.push([id, of]) },
    thread,
    openLog("silent"),
  );
  await vi.advanceTimersByTimeAsync(0);
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(() => expect(summarized).toMatchObject([["map", { title: "Aged" }]]), { timeout: 10_000 });
  vi.advanceTimersByTime(60_000);
  expect(list).toHaveBeenCalledTimes(2);
  await summaries.close();
  await thread.close();
});
