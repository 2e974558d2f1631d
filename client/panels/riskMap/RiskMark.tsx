import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { showPath } from "../../state/shown.ts";
import { useMap } from "../../state/useMap.ts";
import classes from "./RiskChart.module.css";
import type { Mark } from "./riskPlot.ts";
import type { RiskRow } from "./riskRows.ts";
import { markWords } from "./riskScene.ts";

/** A link or a group of the picture; the types of the page know an `a` of HTML only. */
export type MarkElement = HTMLElement | SVGElement;

interface RiskMarkProps {
  mark: Mark;
  /** The weak spots it stands for. */
  rows: readonly RiskRow[];
  isTabStop: boolean;
  /** The element that says what is known of it, while that is shown. */
  detailId: string | undefined;
  onRead: (isRead: boolean) => void;
  onFocus: () => void;
  /** Opens the list of what it stands for. */
  onOpen: (element: MarkElement) => void;
  onShow: (weakSpot: string) => void;
  children: ReactNode;
}

/** A mark as a link to its touchpoint, or as a button that opens the list of several. */
export function RiskMark({ mark, rows, isTabStop, detailId, ...does }: RiskMarkProps) {
  const { mapId } = useMap();
  const wasTouched = useRef(false);
  const only = rows.length === 1 ? rows[0] : undefined;
  const press = (event: MouseEvent<MarkElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A finger cannot point first, so its press shows what there is to know, with the way on.
    if (only === undefined || wasTouched.current) does.onOpen(event.currentTarget);
    else does.onShow(only.spot.id);
  };
  const keys = (event: KeyboardEvent<MarkElement>) => {
    if (event.key === "Escape") {
      does.onRead(false);
      event.stopPropagation();
    } else if (only === undefined && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      does.onOpen(event.currentTarget);
    } else moveFocus(event);
  };
  const shared = {
    tabIndex: isTabStop ? 0 : -1,
    className: classes.mark,
    style: { transform: `translate(${mark.x}px, ${mark.y}px)` },
    "aria-label": markWords(rows),
    "aria-describedby": detailId,
    "data-mark": mark.ids.join(" "),
    onPointerEnter: (event: PointerEvent) => event.pointerType !== "touch" && does.onRead(true),
    onPointerLeave: () => does.onRead(false),
    onPointerDown: (event: PointerEvent) => (wasTouched.current = event.pointerType === "touch"),
    onFocus: () => {
      does.onFocus();
      if (!wasTouched.current) does.onRead(true);
    },
    onBlur: () => does.onRead(false),
    onClick: press,
    onKeyDown: (event: KeyboardEvent<MarkElement>) => {
      wasTouched.current = false;
      keys(event);
    },
  };
  const content = (
    <>
      <circle className={classes.reach} r={Math.max(mark.r, 13)} />
      {does.children}
      <circle className={classes.focus} r={mark.r + 3} />
    </>
  );
  return only === undefined ? (
    <g {...shared} role="button" aria-haspopup="dialog">
      {content}
    </g>
  ) : (
    <a {...shared} href={showPath(mapId, { kind: "weakSpot", id: only.spot.id })}>
      {content}
    </a>
  );
}

/** Right and down lead to the next mark of the picture, left and up to the one before, Home and End to the ends. */
function moveFocus(event: KeyboardEvent<MarkElement>): void {
  const marks = [...(event.currentTarget.closest("svg")?.querySelectorAll<SVGElement>("[data-mark]") ?? [])];
  const at = marks.findIndex((mark) => mark === event.currentTarget);
  const target = {
    ArrowRight: marks[at + 1],
    ArrowDown: marks[at + 1],
    ArrowLeft: marks[at - 1],
    ArrowUp: marks[at - 1],
    Home: marks[0],
    End: marks.at(-1),
  }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}
