import type { Insights } from "../../../shared/alignment/insights.ts";
import { momentScores } from "../../../shared/insights/momentScores.ts";
import type { Records } from "../../../shared/model/records.ts";
import { type Outcome, outcomeShares } from "../../../shared/whatif/chain.ts";
import { overDays } from "../../../shared/whatif/days.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { Computed, type ExplainedFigure } from "../computed/Computed.tsx";
import computedClasses from "../computed/Computed.module.css";
import tableClasses from "../computed/Contributions.module.css";
import { formatNumber } from "../measure/numbers.ts";
import type { Felt } from "./useExperiences.ts";

export const feltWords: Record<Felt, string> = { peakEnd: "Remembered", mean: "On average", worst: "At worst" };

const formulas: Record<Felt, string> = {
  peakEnd: "Expected over customers: (the moment farthest from 4, ties to the worse + the last moment) / 2",
  mean: "Σ moments × their score / Σ moments",
  worst: "Expected over customers: the lowest score among the moments of a customer",
};

const sources: Record<Felt, string> = {
  peakEnd: "Followed exactly through the journey; peak and end: Kahneman et al. (1993)",
  mean: "Followed exactly through the journey",
  worst: "Followed exactly through the journey",
};

/** The map that a journey belongs to. */
interface Ground {
  records: Records;
  insights: Pick<Insights, "expectations">;
}

interface FeltFigureProps extends Ground {
  felt: Felt;
  /** Which journey it is, for who cannot see its column. */
  of: string;
  /** Undefined while it is worked out. */
  value: number | undefined;
  text: string;
  solved: Solved;
}

/** What customers feel, which opens into the moments it comes from. */
export function FeltFigure({ felt, of, value, text, solved, records, insights }: FeltFigureProps) {
  if (value === undefined) return "…";
  return (
    <Computed
      label={`${feltWords[felt]}, ${of}`}
      explain={() => explainFeeling(felt, value, solved, { records, insights })}
    >
      {text}
    </Computed>
  );
}

/** How a feeling comes about: the moments of every touchpoint, how often they come, and which scores are assumed. */
export function explainFeeling(felt: Felt, value: number, solved: Solved, ground: Ground): ExplainedFigure {
  const moments = momentsOf(solved, ground);
  return {
    steps: [
      {
        figure: felt,
        label: feltWords[felt],
        formula: formulas[felt],
        value,
        source: sources[felt],
        assumed: moments.some(({ assumed }) => assumed),
      },
    ],
    format: ({ value: shown }) => `${formatNumber(shown as number, 2)} of 7`,
    details: <Moments moments={moments} records={ground.records} />,
  };
}

const outcomes = ["ok", "recovered", "unrecovered"] as const;
const outcomeWords: Record<Outcome, string> = { ok: "goes well", recovered: "put right", unrecovered: "let down" };
const shown = 40;

interface Moment {
  touchpoint: string;
  outcome: Outcome;
  /** How many such moments a customer has. */
  count: number;
  score: number;
  assumed: boolean;
}

/** Every moment that customers have, in the order of the journey. A failure's score is a default, unless less pleases already. */
export function momentsOf({ chain, days }: Solved, { records, insights }: Ground): Moment[] {
  const { scores, assumed } = momentScores(records, insights, chain.ids);
  return chain.ids.flatMap((touchpoint, i) =>
    outcomes.flatMap((outcome): Moment[] => {
      const count = overDays(days, (day) => day.result.visits[i]! * outcomeShares(day.chain.nodes[i]!)[outcome]);
      if (count <= 0) return [];
      const score = scores[i]![outcome];
      return [
        { touchpoint, outcome, count, score, assumed: assumed[i]! || (outcome !== "ok" && score < scores[i]!.ok) },
      ];
    }),
  );
}

function Moments({ moments, records }: { moments: readonly Moment[]; records: Records }) {
  const count = moments.reduce((sum, each) => sum + each.count, 0);
  const total = moments.reduce((sum, each) => sum + each.count * each.score, 0);
  return (
    <table className={tableClasses.table}>
      <thead>
        <tr>
          <th>Moment</th>
          <th>each has</th>
          <th>score</th>
        </tr>
      </thead>
      <tbody>
        {moments.slice(0, shown).map(({ touchpoint, outcome, count: times, score, assumed }) => (
          <tr key={`${touchpoint} ${outcome}`}>
            <th scope="row">
              {records.read("touchpoint", touchpoint)?.title ?? ""}, {outcomeWords[outcome]}
            </th>
            <td>{formatNumber(times, 3)}</td>
            <td>
              {assumed && <span className={computedClasses.assumed}>assumed</span>}
              {formatNumber(score, 1)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All moments, on average</th>
          <td>{formatNumber(count, 3)}</td>
          <td>{count === 0 ? "–" : formatNumber(total / count, 2)}</td>
        </tr>
      </tfoot>
      {moments.length > shown && (
        <caption>
          The first {shown} of {moments.length}
        </caption>
      )}
    </table>
  );
}
