import type { ScenarioStudy } from "./scenarioStudy.ts";

/** What a touchpoint's rates become: `fails 20% → 32%, put right 0% → 40%`. */
export function changeText(id: string, { base, plain, withPlays }: ScenarioStudy): string {
  const at = base.chain.ids.indexOf(id);
  const [before, after, planned] = [base, plain, withPlays].map(({ chain }) => chain.nodes[at]);
  if (before === undefined || after === undefined || planned === undefined) return "";
  const changes = [
    before.failure !== after.failure && `fails ${shareText(before.failure)} → ${shareText(after.failure)}`,
    before.recovery !== planned.recovery && `put right ${shareText(before.recovery)} → ${shareText(planned.recovery)}`,
    before.quit !== after.quit && `leave ${shareText(before.quit)} → ${shareText(after.quit)}`,
  ].filter((change) => change !== false);
  return changes.length === 0 ? "as the map" : changes.join(", ");
}

/** A share of 0–1 in per cent, as fine as it needs: `4.1%`, `0.32%`. */
export function shareText(share: number): string {
  const percent = share * 100;
  const factor = percent > 0 && percent < 1 ? 100 : 10;
  return `${Math.round(percent * factor) / factor}%`;
}
