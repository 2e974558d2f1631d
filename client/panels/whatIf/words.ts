import type { Scenario } from "../../../shared/model/kinds.ts";
import type { FullSettings } from "../../../shared/model/settings.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { formatNumber, formatSigned } from "../measure/numbers.ts";

/** What a scenario changes at a touchpoint. */
export const rates = ["failure", "recovery", "quit"] as const;
export type Rate = (typeof rates)[number];

export const rateWords: Record<Rate, { label: string; meaning: string }> = {
  failure: { label: "Fails", meaning: "How often it goes wrong when a customer passes." },
  recovery: { label: "Put right", meaning: "How many of the failures plan B puts right." },
  quit: { label: "Leave", meaning: "How many customers leave at once after a failure that was not put right." },
};

/** The difference of two shares in points: `+1.2 points`. */
export function pointsText(difference: number): string {
  const points = difference * 100;
  const text = formatSigned(points, Math.abs(points) < 1 ? 2 : 1);
  return `${text} ${text === "+1" || text === "−1" ? "point" : "points"}`;
}

/** An amount, whole from 100 up, in groups of three: `165,671`. */
export function moneyText(amount: number, currency = ""): string {
  const digits = Math.abs(amount) < 100 ? 2 : 0;
  const text = amount.toLocaleString("en", { maximumFractionDigits: digits }).replace("-", "−");
  return currency === "" ? text : `${text} ${currency}`;
}

/** What a common shock says, wherever results are shown; undefined where there is none. */
export function shockText(shock: FullSettings["commonShock"]): string | undefined {
  if (shock === null) return undefined;
  return `Counted with bad days: ${shareText(shock.omega)} of customers have one, on which the odds of every failure are ${formatNumber(shock.theta, 1)} times as high.`;
}

/** A scenario's changes with one rate set, or with it taken back, as a hand drafts them. */
export function withRate(scenario: Scenario, touchpoint: string, rate: Rate, value: number | null): Overlay {
  const { [rate]: _, ...rest } = scenario.touchpoints?.[touchpoint] ?? {};
  return { ...scenario.touchpoints, [touchpoint]: value === null ? rest : { ...rest, [rate]: value } };
}

type Overlay = NonNullable<Scenario["touchpoints"]>;
