import { ArrowLeft } from "lucide-react";
import { Suspense } from "react";
import { type MapPlace, type MapView, mapPath } from "../../state/place.ts";
import { useMap, useMapFields } from "../../state/useMap.ts";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import { Link } from "../../ui/Link.tsx";
import { AccountMenu } from "../AccountMenu.tsx";
import { useTopOf } from "../useTopOf.ts";
import type { Canvas } from "../history/canvas.ts";
import { ConnectionVoice } from "./ConnectionVoice.tsx";
import { People } from "./People.tsx";
import { SavedPill } from "./SavedPill.tsx";
import classes from "./SubPage.module.css";
import { lazyPart } from "../../ui/lazyPart.ts";

type Other = Exclude<MapView, "canvas">;

const pages = {
  risk: lazyPart(async () => (await import("../risk/RiskPage.tsx")).RiskPage),
  "what-if": lazyPart(async () => (await import("../whatIf/WhatIfPage.tsx")).WhatIfPage),
  plays: lazyPart(async () => (await import("../plays/PlaysPage.tsx")).PlaysPage),
  rehearsals: lazyPart(async () => (await import("../rehearsals/RehearsalsPage.tsx")).RehearsalsPage),
  history: lazyPart(async () => (await import("../history/HistoryPage.tsx")).HistoryPage),
} satisfies Record<Other, unknown>;

const titles: Record<Other, string> = {
  risk: "Risk map",
  "what-if": "What-if",
  plays: "Plans B",
  rehearsals: "Rehearsals",
  history: "History",
};

interface SubPageProps extends Omit<MapPlace, "map"> {
  view: Other;
  Canvas: Canvas;
}

/** A page of a map beside its canvas: where one is, the way to the others, and whether everything is saved. */
export function SubPage({ view, item, Canvas }: SubPageProps) {
  const { title } = useMapFields();
  const { mapId } = useMap();
  const Page = pages[view];
  const name = title || "Untitled map";
  return (
    <div className={classes.page}>
      <title>{`${titles[view]} · ${name} · Kept`}</title>
      <header className={classes.bar}>
        <Link to={mapPath(mapId)} className={classes.back} aria-label={`Back to the map “${name}”`}>
          <ArrowLeft size={18} />
          <span className={classes.name}>{name}</span>
        </Link>
        <nav className={classes.tabs} aria-label="Pages of this map">
          {(Object.keys(titles) as Other[]).map((each) => (
            <Link
              key={each}
              to={mapPath(mapId, each)}
              className={classes.tab}
              aria-current={each === view ? "page" : undefined}
              ref={each === view ? showTab : undefined}
            >
              {titles[each]}
            </Link>
          ))}
        </nav>
        <span className={classes.right}>
          <SavedPill />
          <People />
          <span className={classes.account}>
            <AccountMenu />
          </span>
        </span>
      </header>
      <main ref={useTopOf(`${view} ${item}`)} id="main" className={classes.main} tabIndex={-1}>
        <ErrorBoundary key={view} what={`The page “${titles[view]}”`}>
          <Suspense fallback={<p role="status" className="visually-hidden">{`Opening ${titles[view]}`}</p>}>
            <Page item={item} Canvas={Canvas} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ConnectionVoice />
    </div>
  );
}

/** On a phone the tabs are wider than the window. */
function showTab(tab: HTMLAnchorElement | null): void {
  tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
