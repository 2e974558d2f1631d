import { useState } from "react";
import type { WeakSpotSuggestions } from "../../../shared/insights/weakSpotSuggestions.ts";
import { Button } from "../../ui/Button.tsx";
import { Fold } from "../Section.tsx";
import { SuggestionItem } from "./SuggestionItem.tsx";
import classes from "./SuggestionItem.module.css";

interface SuggestionListProps {
  suggestions: WeakSpotSuggestions;
  withPlace?: boolean;
}

/** As many as one weighs at a time. */
const first = 5;

/** What the map points to, and under it what somebody turned down. */
export function SuggestionList({ suggestions: { open, dismissed }, withPlace = false }: SuggestionListProps) {
  const [all, setAll] = useState(false);
  return (
    <>
      {open.length > 0 && (
        <ul className={classes.list}>
          {(all ? open : open.slice(0, first)).map((each) => (
            <SuggestionItem key={`${each.touchpoint} ${each.key}`} suggestion={each} withPlace={withPlace} />
          ))}
        </ul>
      )}
      {open.length > first && (
        <span>
          <Button onClick={() => setAll(!all)}>{all ? "Show fewer" : `Show all ${open.length}`}</Button>
        </span>
      )}
      {dismissed.length > 0 && (
        <Fold title="Turned down" note={dismissed.length}>
          <ul className={classes.list}>
            {dismissed.map((each) => (
              <SuggestionItem
                key={`${each.touchpoint} ${each.key}`}
                suggestion={each}
                reason={each.reason}
                withPlace={withPlace}
              />
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}
