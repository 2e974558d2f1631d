import { type KeyboardEvent, useState } from "react";
import { useCanEdit, useMapFields } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import classes from "./MapTitle.module.css";

/** The map's title, edited where it stands: Enter or leaving keeps it, Esc takes it back. */
export function MapTitle() {
  const { title } = useMapFields();
  const canEdit = useCanEdit();
  const run = useRun();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? title;

  if (!canEdit) return <h1 className={classes.title}>{title || "Untitled map"}</h1>;

  const keep = () => {
    if (draft !== undefined && draft.trim() !== title) run("patchMap", { fields: { title: draft.trim() } });
    setDraft(undefined);
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    if (event.key === "Escape") setDraft(undefined);
    event.preventDefault();
    // Enter keeps it by leaving; after Esc there is nothing left to keep.
    const field = event.currentTarget;
    requestAnimationFrame(() => field.blur());
  };
  return (
    <h1 className={classes.title} data-text={shown || "Untitled map"}>
      <input
        className={classes.input}
        aria-label="Title of the map"
        placeholder="Untitled map"
        maxLength={10_000}
        value={shown}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onFocus={(event) => title === "Untitled map" && event.currentTarget.select()}
        onBlur={keep}
        onKeyDown={keyDown}
      />
    </h1>
  );
}
