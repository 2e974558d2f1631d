import { expect, test } from "vitest";
import { journeySchema } from "../../../shared/model/kinds.ts";
import { playTemplates } from "../../../shared/recovery/playTemplates.ts";
import { playReadiness } from "../../../shared/recovery/readiness.ts";
import { scriptAdvice } from "../../../shared/recovery/script.ts";

test.each(playTemplates)(
  "RC11 the template $id is a play with nothing to advise on, lacking only what the team must add",
  ({ id, play }) => {
    expect(journeySchema("play").parse({ id, ...play })).toEqual({ id, ...play });
    expect(scriptAdvice(play)).toEqual([]);
    const filled = {
      ...play,
      id,
      order: "a0",
      owner: "Owner",
      deputy: "Deputy",
      authorityLimit: 100,
      pastRemedyCosts: [50],
      severities: [1, 2, 3, 4, 5],
      rehearsals: [{ on: "2024-06-01" }],
    };
    const { cap, raw } = playReadiness(filled, "2024-06-01", 180);
    expect(cap).toBe(100);
    expect(raw).toBeGreaterThanOrEqual(95);
  },
);
