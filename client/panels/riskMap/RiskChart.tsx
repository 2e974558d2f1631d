import { useElementSize } from "@mantine/hooks";
import { useId, useMemo, useState } from "react";
import { PopupSurface } from "../../ui/PopupSurface.tsx";
import classes from "./RiskChart.module.css";
import { MarkLinks } from "./MarkLinks.tsx";
import { RiskDetail } from "./RiskDetail.tsx";
import { RiskLegend } from "./RiskLegend.tsx";
import { type MarkElement, RiskMark } from "./RiskMark.tsx";
import { screenPalette } from "./riskPalette.ts";
import { RiskPicture } from "./RiskPicture.tsx";
import { type Mark, riskPlot } from "./riskPlot.ts";
import type { RiskRow } from "./riskRows.ts";
import { letterOf, pictureWords, plotSpots } from "./riskScene.ts";

interface RiskChartProps {
  rows: readonly RiskRow[];
  /** Goes to a weak spot at its touchpoint. */
  onShow: (weakSpot: string) => void;
}

/** Where there is no layout to measure. */
const usualWidth = 560;

/** The picture as wide as its place; its marks answer to pointer and keys. */
export function RiskChart({ rows, onShow }: RiskChartProps) {
  const { ref, width } = useElementSize();
  const detailId = useId();
  const plot = useMemo(() => riskPlot(plotSpots(rows), width === 0 ? usualWidth : width), [rows, width]);
  const [reading, setReading] = useState<string>();
  const [openedMark, setOpened] = useState<{ key: string; element: MarkElement }>();
  const [tabStop, setTabStop] = useState<string>();
  const keys = plot.marks.map(keyOf);
  const stop = tabStop !== undefined && keys.includes(tabStop) ? tabStop : keys[0];
  // A cluster that regrouped is not there to be open.
  const opened = openedMark !== undefined && keys.includes(openedMark.key) ? openedMark : undefined;
  const rowsOf = (key: string | undefined) => {
    const mark = plot.marks.find((each) => keyOf(each) === key);
    return mark === undefined ? [] : rows.filter(({ spot }) => mark.ids.includes(spot.id));
  };
  const read = plot.marks.find((mark) => keyOf(mark) === reading);
  const list = rowsOf(opened?.key);

  return (
    <div className={classes.place}>
      <div ref={ref} className={classes.chart}>
        <RiskPicture
          plot={plot}
          palette={screenPalette}
          label={pictureWords(rows)}
          letterOf={(mark) => letterOf(mark, rows)}
          place={(mark, drawing) => {
            const key = keyOf(mark);
            return (
              <RiskMark
                key={key}
                mark={mark}
                rows={rowsOf(key)}
                isTabStop={key === stop}
                detailId={reading === key ? detailId : undefined}
                onRead={(isRead) => setReading((now) => (isRead ? key : now === key ? undefined : now))}
                onFocus={() => setTabStop(key)}
                onOpen={(element) => setOpened({ key, element })}
                onShow={onShow}
              >
                {drawing}
              </RiskMark>
            );
          }}
        />
        {read !== undefined && opened === undefined && (
          <div
            id={detailId}
            role="tooltip"
            className={classes.detail}
            style={{ left: asideOf(read.x, plot.width), top: read.y }}
            data-above={read.y > plot.height / 2 || undefined}
          >
            {rowsOf(reading).length === 1 ? (
              rowsOf(reading).map((row) => <RiskDetail key={row.spot.id} row={row} />)
            ) : (
              <MarkLinks rows={rowsOf(reading)} />
            )}
          </div>
        )}
        {opened !== undefined && list.length > 0 && (
          <PopupSurface
            width={300}
            label={list.length === 1 ? "Weak spot" : `${list.length} weak spots`}
            anchor={() => opened.element.getBoundingClientRect()}
            onClose={(finished) => {
              setOpened(undefined);
              setReading(undefined);
              if (finished) opened.element.focus();
            }}
          >
            {list.length === 1 && list[0] !== undefined && <RiskDetail row={list[0]} />}
            <MarkLinks rows={list} onShow={onShow} />
          </PopupSurface>
        )}
      </div>
      <RiskLegend plot={plot} />
    </div>
  );
}

const detailWidth = 280;

/** The middle of the detail, near the mark and within the picture. */
function asideOf(x: number, width: number): number {
  return Math.max(detailWidth / 2, Math.min(width - detailWidth / 2, x));
}

function keyOf(mark: Mark): string {
  return mark.ids.join(" ");
}
