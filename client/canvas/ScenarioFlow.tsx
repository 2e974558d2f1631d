import { useMemo } from "react";
import { connectionPath } from "../../shared/layout/connectionPath.ts";
import type { MapLayout } from "../../shared/layout/layoutMap.ts";
import type { Rect } from "../../shared/layout/rect.ts";
import type { Scenario } from "../../shared/model/kinds.ts";
import { changeText, shareText } from "../../shared/whatif/changeText.ts";
import { type Flow, flowsOf, leavingOf } from "../../shared/whatif/flow.ts";
import type { ScenarioStudy } from "../../shared/whatif/scenarioStudy.ts";
import { useAll, useMap } from "../state/useMap.ts";
import { useFeed, useScene } from "./canvasContext.ts";
import { endBox, isNear } from "./ConnectionLayer.tsx";
import classes from "./ScenarioLayer.module.css";

/** More lines than this are a carpet; those along which most fails are drawn. */
const mostLines = 400;
/** Canvas pixels of the line that all customers take. */
const fullWidth = 12;

/** Customers as thickness: those who come along, those of them for whom something failed, and those who leave. */
export function ScenarioFlow({ scenario, study }: { scenario: Scenario; study: ScenarioStudy }) {
  const layout = useScene((scene) => scene.layout);
  const window = useFeed((feed) => feed.window);
  const isFar = useFeed((feed) => feed.isFar);
  const hasChurn = useAll("connection").some(({ to }) => to === "churn");
  const hasDone = useAll("connection").some(({ to }) => to === "done");
  const { mirror } = useMap();
  const { plain } = study;
  const flows = useMemo(() => flowsOf(plain.days), [plain]);
  const leaving = useMemo(() => leavingOf(plain.days), [plain]);
  const drawn = flows
    .filter(({ to }) => (to === "churn" ? hasChurn : to !== "done" || hasDone))
    // From afar the window stands still: all of them are in reach.
    .filter((flow) => isFar || isNear(layout.cards.get(flow.from), endBox(layout, flow.to), window))
    .sort((a, b) => b.failed - a.failed)
    .slice(0, mostLines);
  const worst = leaving.reduce((most, each) => (each.churn > most.churn ? each : most), leaving[0]!);
  const title = (id: string) => mirror.read("touchpoint", id)?.title ?? "";
  const words = [
    `What if: ${scenario.title}.`,
    `${shareText(plain.result.churn)} leave${worst.churn > 0 ? `, most at ${title(worst.touchpoint)} (${shareText(worst.churn)})` : ""}.`,
    ...Object.keys(scenario.touchpoints ?? {}).map((id) => `${title(id)}: ${changeText(id, study)}.`),
  ].join(" ");
  return (
    <svg className={classes.flow} width="1" height="1" role="img" aria-label={words}>
      {drawn.map((flow) => (
        <FlowLine key={`${flow.from} ${flow.to}`} flow={flow} layout={layout} />
      ))}
      {leaving.map(({ touchpoint, churn }) => (
        <Exit key={touchpoint} card={layout.cards.get(touchpoint)} churn={churn} />
      ))}
      {Object.keys(scenario.touchpoints ?? {}).map((id) => (
        <Difference key={id} card={layout.cards.get(id)} text={changeText(id, study)} />
      ))}
    </svg>
  );
}

function FlowLine({ flow, layout }: { flow: Flow; layout: MapLayout }) {
  const from = layout.cards.get(flow.from);
  const to = endBox(layout, flow.to);
  if (from === undefined || to === undefined) return null;
  const { path } = connectionPath(from, to);
  return (
    <g data-flow={`${flow.from} ${flow.to}`}>
      <path className={classes.along} d={path} strokeWidth={widthOf(flow.customers)} />
      {flow.failed > 0 && <path className={classes.failed} d={path} strokeWidth={widthOf(flow.failed)} />}
    </g>
  );
}

/** Those who leave from a card, downwards out of the journey. */
function Exit({ card, churn }: { card: Rect | undefined; churn: number }) {
  if (card === undefined || churn < 0.00005) return null;
  const x = card.x + card.width - 18;
  const y = card.y + card.height;
  const width = widthOf(churn * 4);
  return (
    <g data-exit>
      <path className={classes.exit} d={`M${x} ${y}v7`} strokeWidth={width} />
      <path className={classes.tip} d={`M${x - width / 2 - 3} ${y + 7}h${width + 6}l${-(width / 2 + 3)} 6Z`} />
      <text className={classes.words} x={x - width / 2 - 7} y={y + 12} textAnchor="end">
        {shareText(churn)} leave
      </text>
    </g>
  );
}

/** A ring around a card that differs from the map, with what differs. */
function Difference({ card, text }: { card: Rect | undefined; text: string }) {
  if (card === undefined) return null;
  return (
    <g data-different>
      <rect
        className={classes.ring}
        x={card.x - 4}
        y={card.y - 4}
        width={card.width + 8}
        height={card.height + 8}
        rx="10"
      />
      <text className={classes.words} data-kind="different" x={card.x + 4} y={card.y - 7}>
        {text}
      </text>
    </g>
  );
}

function widthOf(customers: number): number {
  return Math.min(fullWidth, Math.max(1, fullWidth * customers));
}
