import type { ReactNode } from "react";
import { Fold } from "../Section.tsx";
import classes from "./RiskLegend.module.css";
import type { RiskPlot } from "./riskPlot.ts";
import { formatMoney, impactWords, zoneWords } from "./riskWords.ts";

/** What a picture's marks mean; where it has no room for words, what its rows and zones mean too, on request. */
export function RiskLegend({ plot }: { plot: RiskPlot }) {
  if (!plot.isCompact) return <Keys plot={plot} />;
  return (
    <Fold title="How to read it">
      <Keys plot={plot} />
    </Fold>
  );
}

function Keys({ plot: { marks, moves, mostLoss, isCompact } }: { plot: RiskPlot }) {
  return (
    <div className={classes.legend}>
      <ul className={classes.keys}>
        <Key words="Letter: action priority (high, medium, low)">
          <circle cx="12" cy="10" r="8" fill="currentColor" />
          <text x="12" y="14" textAnchor="middle" fontSize="12" fontWeight="600" fill="var(--kept-surface)">
            H
          </text>
        </Key>
        {moves.length > 0 && (
          <Key words="From without to with plan B">
            <circle cx="21" cy="10" r="3" fill="currentColor" fillOpacity="0.6" />
            <path d="M21 10H3M8 5 3 10l5 5" fill="none" stroke="currentColor" strokeWidth="1.75" />
          </Key>
        )}
        {mostLoss !== null && (
          <Key words={`Size: expected loss a period, the largest ${formatMoney(mostLoss)}`}>
            <circle cx="4" cy="13" r="3" fill="currentColor" />
            <circle cx="16" cy="10" r="7" fill="currentColor" />
          </Key>
        )}
        {marks.some(({ isHollow }) => isHollow) && (
          <Key words="Ring: expected loss unknown">
            <circle cx="12" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </Key>
        )}
        {marks.some(({ ids }) => ids.length > 1) && (
          <Key words="Number: so many in one place">
            <circle cx="12" cy="10" r="6" fill="currentColor" />
            <circle cx="12" cy="10" r="8.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </Key>
        )}
        {isCompact &&
          (["green", "yellow", "red"] as const).map((zone) => (
            <li key={zone} className={classes.key}>
              <span className={classes.swatch} data-zone={zone} aria-hidden="true" />
              {zoneWords[zone]}
            </li>
          ))}
      </ul>
      {isCompact && (
        <p className={classes.rows}>
          Impact: {impactWords.map(({ name, anchor }, at) => `${at + 1} ${name.toLowerCase()} (${anchor})`).join(", ")}.
        </p>
      )}
    </div>
  );
}

function Key({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li className={classes.key}>
      <svg width="24" height="20" viewBox="0 0 24 20" aria-hidden="true" focusable="false">
        {children}
      </svg>
      {words}
    </li>
  );
}
