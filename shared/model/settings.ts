import { z } from "zod";
import { probability } from "./scalars.ts";

const positive = z.number().gt(0);

/** The judgements of the model that a map may change, each by name. Defaults: {@link defaultSettings}. */
export const settings = z.strictObject({
  evidenceHalfLifeDays: positive.optional(),
  evidenceValidDays: positive.optional(),
  smallSample: positive.optional(),
  mustBeCap: z.number().min(0).max(100).optional(),
  lossGainRatio: positive.optional(),
  prior: probability.optional(),
  factorLikelihoodRatio: positive.optional(),
  pseudoCases: positive.optional(),
  detected: probability.optional(),
  effectiveness: probability.optional(),
  quitAfterFailure: probability.optional(),
  rehearsalHalfLifeDays: positive.optional(),
  tornadoStep: probability.optional(),
  commonShock: z.strictObject({ omega: probability, theta: positive }).nullable().optional(),
  alarmRateRatio: positive.optional(),
  dayGuard: probability.optional(),
});

export type Settings = z.infer<typeof settings>;

/** What holds where a map says nothing else. */
export const defaultSettings = {
  evidenceHalfLifeDays: 180,
  evidenceValidDays: 730,
  smallSample: 30,
  mustBeCap: 49,
  lossGainRatio: 2,
  prior: 0.05,
  factorLikelihoodRatio: 2,
  pseudoCases: 20,
  detected: 0.5,
  effectiveness: 0.5,
  quitAfterFailure: 0.3,
  rehearsalHalfLifeDays: 180,
  tornadoStep: 0.2,
  commonShock: null,
  alarmRateRatio: 1.5,
  dayGuard: 0.75,
} as const satisfies { [K in keyof Required<Settings>]: unknown };

/** Settings with nothing left out. */
export type FullSettings = {
  [K in keyof Required<Settings>]: NonNullable<Settings[K]> | (K extends "commonShock" ? null : never);
};

/** The map's own settings over the defaults. */
export function fullSettings(own: Settings | undefined): FullSettings {
  return { ...defaultSettings, ...own };
}
