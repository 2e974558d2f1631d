import { type ReactNode, useId } from "react";
import type { MatrixColour } from "../../../shared/risk/matrix.ts";
import type { RiskPalette } from "./riskPalette.ts";
import type { Mark, Move, RiskPlot } from "./riskPlot.ts";
import { impactWords, likelihoodWords, zoneWords } from "./riskWords.ts";

interface RiskPictureProps {
  plot: RiskPlot;
  palette: RiskPalette;
  /** What stands in a mark: its priority, or how many it stands for. */
  letterOf: (mark: Mark) => string;
  /** Says the picture in a sentence. */
  label: string;
  /** Puts a mark, drawn around 0, where it belongs; this lets a page make it a link. */
  place?: (mark: Mark, drawing: ReactNode) => ReactNode;
}

/** The 5×5 picture alone, all in attributes, so that on screen and in a file it is the same. */
export function RiskPicture({ plot, palette, letterOf, label, place = placeStill }: RiskPictureProps) {
  const id = useId();
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={plot.width}
      height={plot.height}
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      role="group"
      aria-label={label}
      fontSize="12"
      data-compact={plot.isCompact || undefined}
    >
      <defs>
        <pattern id={`${id}yellow`} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V9" stroke={palette.zones.yellow.text} strokeOpacity="0.16" strokeWidth="2" />
        </pattern>
        <pattern id={`${id}red`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0V6M0 0H6" stroke={palette.zones.red.text} strokeOpacity="0.2" strokeWidth="2" />
        </pattern>
      </defs>
      <Zones plot={plot} palette={palette} pattern={(colour) => `url(#${id}${colour})`} />
      <Axes plot={plot} palette={palette} />
      {plot.moves.map((move) => (
        <Arrow key={move.id} move={move} palette={palette} />
      ))}
      {plot.marks.map((mark) => place(mark, <Drawing mark={mark} letter={letterOf(mark)} palette={palette} />))}
    </svg>
  );
}

interface PartProps {
  plot: RiskPlot;
  palette: RiskPalette;
}

/** The cells: a colour, a pattern, and where there is room the word. */
function Zones({ plot, palette, pattern }: PartProps & { pattern: (colour: MatrixColour) => string }) {
  const { cellWidth: width, cellHeight: height } = plot;
  return plot.cells.map(({ likelihood, impact, colour, x, y }) => (
    <g key={`${likelihood} ${impact}`} data-zone={colour} aria-hidden="true">
      <rect x={x} y={y} width={width} height={height} fill={palette.zones[colour].fill} stroke={palette.line} />
      {colour !== "green" && (
        <rect x={x} y={y} width={width} height={height} fill={pattern(colour)} stroke={palette.line} />
      )}
      {!plot.isCompact && (
        <text x={x + width / 2} y={y + height / 2 + 4} textAnchor="middle" fill={palette.zones[colour].text}>
          {zoneWords[colour]}
        </text>
      )}
    </g>
  ));
}

/** Impact by its anchors beside the rows, likelihood by the edges of its bins under the columns. */
function Axes({ plot, palette }: PartProps) {
  const { left, top, cellWidth, cellHeight, isCompact } = plot;
  const bottom = top + 5 * cellHeight;
  return (
    <g aria-hidden="true">
      {impactWords.map(({ name, anchor, severities }, at) => {
        const middle = top + (4.5 - at) * cellHeight;
        if (isCompact)
          return (
            <text key={name} x={left - 8} y={middle + 4} textAnchor="end" fill={palette.text}>
              {at + 1}
            </text>
          );
        return (
          <g key={name}>
            <text y={middle - 20} fill={palette.text} fontWeight="600">
              {name}
            </text>
            {linesOf(anchor).map((line, row) => (
              <text key={line} y={middle - 3 + row * 16} fill={palette.text}>
                {line}
              </text>
            ))}
            <text y={middle + 13 + (linesOf(anchor).length - 1) * 16} fill={palette.muted}>
              severity {severities}
            </text>
          </g>
        );
      })}
      {likelihoodWords.map((words, at) => (
        <text key={words} x={left + (at + 0.5) * cellWidth} y={bottom + 17} textAnchor="middle" fill={palette.text}>
          {words}
        </text>
      ))}
      <text x={left} y={bottom + 36} fill={palette.muted}>
        {isCompact ? "↑ impact" : "↑ Impact"}
      </text>
      <text x={left + 5 * cellWidth} y={bottom + 36} textAnchor="end" fill={palette.muted}>
        Likelihood per passage →
      </text>
    </g>
  );
}

/** An anchor in lines that fit beside the rows. */
function linesOf(anchor: string): string[] {
  const comma = anchor.indexOf(", ");
  return comma < 0 ? [anchor] : [anchor.slice(0, comma + 1), anchor.slice(comma + 2)];
}

/** From the place without plan B, a faint disc, to the mark. */
function Arrow({ move: { y, from, to, r }, palette }: { move: Move; palette: RiskPalette }) {
  const tip = to + r + 1;
  const isNear = from - tip < 8;
  const tail = isNear ? from + r : from;
  const head = Math.min(5, tail - tip);
  return (
    <g aria-hidden="true" data-move>
      <circle cx={from} cy={y} r={isNear ? r : 5} fill={palette.text} fillOpacity={isNear ? 0.3 : 0.6} />
      {head > 2.5 && (
        <path
          d={`M${tail} ${y}H${tip}M${tip + head} ${y - head}L${tip} ${y}L${tip + head} ${y + head}`}
          fill="none"
          stroke={palette.text}
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </g>
  );
}

/** A mark around 0: solid where a loss is known, a ring where none is; several have a second ring. */
function Drawing({
  mark: { r, isHollow, ids },
  letter,
  palette,
}: {
  mark: Mark;
  letter: string;
  palette: RiskPalette;
}) {
  const isCluster = ids.length > 1;
  return (
    <>
      <circle
        r={isCluster ? r - 3 : r - 0.75}
        fill={isHollow ? palette.surface : palette.text}
        stroke={isHollow ? palette.text : palette.surface}
        strokeWidth="1.5"
      />
      {isCluster && <circle r={r - 0.75} fill="none" stroke={palette.text} strokeWidth="1.5" />}
      <text y="4" textAnchor="middle" fontWeight="600" fill={isHollow ? palette.text : palette.surface}>
        {letter}
      </text>
    </>
  );
}

function placeStill(mark: Mark, drawing: ReactNode): ReactNode {
  return (
    <g key={mark.ids.join(" ")} transform={`translate(${mark.x} ${mark.y})`}>
      {drawing}
    </g>
  );
}
