import { useState } from "react";
import type { WeakSpotSuggestion } from "../../../shared/insights/weakSpotSuggestions.ts";
import { useCanEdit, useRecord } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { type Blank, Starter } from "../Starter.tsx";
import { useAdd, usePatch } from "../usePatch.ts";
import { useShow } from "../useShow.ts";
import classes from "./SuggestionItem.module.css";

interface SuggestionItemProps {
  suggestion: WeakSpotSuggestion;
  /** Why it was turned down, when it was. */
  reason?: string;
  /** Names the touchpoint, where they are of several. */
  withPlace?: boolean;
}

/** What the map points to: added by a press, or turned down with a reason that everybody can read and take back. */
export function SuggestionItem({ suggestion, reason, withPlace = false }: SuggestionItemProps) {
  const { key, touchpoint: id, because, weakSpot } = suggestion;
  const canEdit = useCanEdit();
  const touchpoint = useRecord("touchpoint", id);
  const add = useAdd("weakSpot");
  const patch = usePatch("touchpoint", id);
  const show = useShow();
  const [dismissing, setDismissing] = useState(false);
  const { [key]: _, ...others } = touchpoint?.dismissed ?? {};
  const dismiss = (why: string) => patch({ dismissed: { ...others, [key]: why } });
  const takeBack = () => patch({ dismissed: Object.keys(others).length === 0 ? null : others });
  return (
    <li className={classes.item}>
      <span className={classes.title}>{weakSpot.title}</span>
      <span className={classes.because}>
        {withPlace && (
          <button type="button" className={classes.place} onClick={() => show({ kind: "touchpoint", id })}>
            {touchpoint?.title}
          </button>
        )}
        {withPlace && ": "}
        {because}
      </span>
      {reason !== undefined && <span className={classes.because}>Turned down: {reason}</span>}
      {canEdit && !dismissing && (
        <span className={classes.buttons}>
          {reason === undefined ? (
            <>
              <Button
                onClick={() => {
                  const made = add({ touchpoint: id, ...weakSpot, suggestedBy: key });
                  if (made !== undefined) show({ kind: "weakSpot", id: made });
                }}
              >
                Add it
              </Button>
              <Button onClick={() => setDismissing(true)}>Turn down</Button>
            </>
          ) : (
            <Button onClick={takeBack}>Take back</Button>
          )}
        </span>
      )}
      {dismissing && (
        <Starter
          submit="Turn down"
          blanks={reasonBlanks}
          onCancel={() => setDismissing(false)}
          onSubmit={({ reason: why }) => dismiss(why as string)}
        />
      )}
    </li>
  );
}

const reasonBlanks: readonly Blank[] = [
  {
    name: "reason",
    label: "Why it is none here",
    placeholder: "Staff stand beside the machine",
    required: "Write why, for those who ask later",
  },
];
