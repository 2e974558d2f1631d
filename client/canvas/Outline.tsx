import { ChevronDown, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useReducer, useRef, useState } from "react";
import { sameRef, useLocal, useLocalStore } from "../state/local.ts";
import { useInsights } from "../state/useInsights.ts";
import { useAll, useMap } from "../state/useMap.ts";
import { watchWeakMarks, weakMarks } from "../state/weakMarks.ts";
import { statusWords } from "../ui/status.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { urgencyWords } from "../ui/urgencyWords.ts";
import { UrgencyMark } from "../ui/UrgencyMark.tsx";
import classes from "./Outline.module.css";
import { type OutlineItem, outlineItems } from "./outlineItems.ts";

/** With more touchpoints than this the stages start closed. */
const openUpTo = 200;

/** The journey as a tree, for reading and moving about without the canvas. */
export function Outline() {
  const { mirror, risk } = useMap();
  const local = useLocalStore();
  const selection = useLocal((state) => state.selection);
  const tree = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => {
    const isSmall = mirror.all("touchpoint").length <= openUpTo;
    return new Set(isSmall ? mirror.all("stage").map(({ id }) => `stage:${id}`) : []);
  });
  const [current, setCurrent] = useState<string>();
  useFresh();
  const items = outlineItems(mirror, useInsights(), open, {
    touchpoint: (id) => weakMarks({ mirror, risk }, id).urgency,
    weakSpot: (id) => risk.read()?.weakSpot(id)?.actionPriority ?? "open",
  });
  const stop = items.find(({ key }) => key === current)?.key ?? items[0]?.key;
  useEffect(() => tree.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus(), []);

  const focus = (item: OutlineItem | undefined) => {
    if (item === undefined) return;
    setCurrent(item.key);
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(item.key)}"]`)?.focus();
  };
  const toggle = ({ key, isOpen }: OutlineItem) => {
    if (isOpen === undefined) return;
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  };
  const choose = (item: OutlineItem) => {
    setCurrent(item.key);
    local.getState().select([item.target]);
    local.getState().canvas?.showRecord(item.target);
  };
  const close = () => {
    local.getState().setOutlineOpen(false);
    local.getState().canvas?.focus();
  };
  const press = (event: KeyboardEvent, item: OutlineItem, index: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") focus(items[index + 1]);
    else if (event.key === "ArrowUp") focus(items[index - 1]);
    else if (event.key === "Home") focus(items[0]);
    else if (event.key === "End") focus(items.at(-1));
    else if (event.key === "ArrowRight") {
      if (item.isOpen === false) toggle(item);
      else if (item.isOpen === true) focus(items[index + 1]);
    } else if (event.key === "ArrowLeft") {
      if (item.isOpen === true) toggle(item);
      else focus(items.slice(0, index).findLast(({ level }) => level < item.level));
    } else if (event.key === "Enter" || event.key === " ") choose(item);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={classes.panel} aria-label="Outline">
      <header className={classes.header}>
        <h2 className={classes.title}>Outline</h2>
        <button type="button" className={classes.close} aria-label="Close the outline" onClick={close}>
          <X size={16} aria-hidden />
        </button>
      </header>
      {items.length === 0 && <p className={classes.empty}>No stages yet. The journey’s parts appear here.</p>}
      <div ref={tree} className={classes.tree} role="tree" aria-label="Journey" hidden={items.length === 0}>
        {items.map((item, index) => (
          <div
            key={item.key}
            className={classes.item}
            data-key={item.key}
            data-level={item.level}
            role="treeitem"
            tabIndex={item.key === stop ? 0 : -1}
            aria-level={item.level}
            aria-posinset={item.position}
            aria-setsize={item.siblings}
            aria-expanded={item.isOpen}
            aria-selected={selection.some((ref) => sameRef(ref, item.target)) && item.level < 3}
            onFocus={() => setCurrent(item.key)}
            onClick={() => choose(item)}
            onKeyDown={(event) => press(event, item, index)}
          >
            <Fold item={item} onToggle={toggle} />
            <span className={classes.label}>{item.label || "Untitled"}</span>
            {item.status !== undefined && (
              <span className={classes.status}>
                <StatusMark status={item.status} size={10} />
                {statusWords[item.status]}
              </span>
            )}
            {item.urgency !== undefined && (
              <span className={classes.status}>
                <UrgencyMark urgency={item.urgency} size={14} />
                {item.level === 3 ? (
                  urgencyWords[item.urgency]
                ) : (
                  <span className="visually-hidden">Weak spot: {urgencyWords[item.urgency].toLowerCase()}</span>
                )}
              </span>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function Fold({ item, onToggle }: { item: OutlineItem; onToggle: (item: OutlineItem) => void }) {
  if (item.isOpen === undefined) return <span className={classes.fold} />;
  const Icon = item.isOpen ? ChevronDown : ChevronRight;
  return (
    <span
      className={classes.fold}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle(item);
      }}
    >
      <Icon size={14} />
    </span>
  );
}

/** Wakes the outline when a record it shows changes. */
function useFresh(): void {
  useAll("stage");
  useAll("touchpoint");
  useAll("expectation");
  useAll("weakSpot");
  const { mirror, risk } = useMap();
  const [, wake] = useReducer((count: number) => count + 1, 0);
  useEffect(() => watchWeakMarks({ mirror, risk }, wake), [mirror, risk]);
}
