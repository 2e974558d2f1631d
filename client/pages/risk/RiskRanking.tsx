import { useMediaQuery } from "@mantine/hooks";
import type { Ranking } from "../../panels/riskMap/ranking.ts";
import type { RiskRow } from "../../panels/riskMap/riskRows.ts";
import { Button } from "../../ui/Button.tsx";
import { riskColumns, WeakSpotName } from "./RiskCells.tsx";
import classes from "./RiskRanking.module.css";

interface RiskRankingProps {
  rows: readonly RiskRow[];
  by: Ranking;
  onRank: (by: Ranking) => void;
}

const rankingWords: Readonly<Record<Ranking, string>> = {
  priority: "Action priority",
  loss: "Expected loss",
};

/** The ranking with why it is ranked so: a table where there is room, cards where there is not. */
export function RiskRanking({ rows, by, onRank }: RiskRankingProps) {
  const isNarrow = useMediaQuery("screen and (max-width: 760px)", false, { getInitialValueInEffect: false });
  return (
    <section className={classes.ranking} aria-label="Ranking">
      <div className={classes.head}>
        <h2 className={classes.title}>Ranking</h2>
        <div className={classes.toggle} role="group" aria-label="Ranked by">
          {(Object.keys(rankingWords) as Ranking[]).map((each) => (
            <Button key={each} pressed={by === each} onClick={() => onRank(each)}>
              {rankingWords[each]}
            </Button>
          ))}
        </div>
      </div>
      <p className={classes.why}>
        {by === "loss"
          ? "By what each is expected to lose with plan B, equals by action priority and probability."
          : "By action priority, then by probability; an inexperienced first contact before all."}{" "}
        Never by likelihood × severity: both are ranks, and a product of ranks puts a nuisance of every day beside a
        catastrophe. What is unknown comes last.
      </p>
      {rows.length === 0 ? (
        <p className={classes.none}>No weak spot passes these filters.</p>
      ) : isNarrow ? (
        <Cards rows={rows} />
      ) : (
        <Table rows={rows} />
      )}
    </section>
  );
}

function Table({ rows }: { rows: readonly RiskRow[] }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Weak spot</th>
            {riskColumns.map(({ name, isFigure }) => (
              <th key={name} scope="col" className={isFigure ? classes.figure : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.spot.id} data-spot={row.spot.id}>
              <th scope="row">
                <WeakSpotName row={row} />
              </th>
              {riskColumns.map(({ name, isFigure, Cell }) => (
                <td key={name} className={isFigure ? classes.figure : undefined}>
                  <Cell row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ rows }: { rows: readonly RiskRow[] }) {
  return (
    <ol className={classes.cards}>
      {rows.map((row) => (
        <li key={row.spot.id} className={classes.card} data-spot={row.spot.id}>
          <h3 className={classes.cardName}>
            <WeakSpotName row={row} />
          </h3>
          <dl className={classes.facts}>
            {riskColumns
              .filter(({ isFor }) => isFor?.(row) !== false)
              .map(({ name, Cell }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <Cell row={row} />
                  </dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}
