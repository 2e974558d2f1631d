import { Modal } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { isEnabled, labelOf, shownActions } from "../../actions/registry.ts";
import { shortcutKeys } from "../../actions/shortcut.ts";
import { useActionContext } from "../../actions/useActions.ts";
import type { ActionContext } from "../../actions/action.ts";
import { readingOrder } from "../../../shared/model/records.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import classes from "./CommandPalette.module.css";
import { showTouchpoint } from "./showTouchpoint.ts";

interface Entry {
  key: string;
  label: string;
  hint: string;
  icon: ReactNode;
  run: () => unknown;
}

const shownPlaces = 20;

/** Everything one can do, and every touchpoint one can go to, by typing a part of its name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const context = useActionContext();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const all = useMemo(() => actionEntries(context), [context]);
  const entries = useMemo(() => search(all, context, text), [all, context, text]);
  const showChosen = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });

  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  const keyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((chosen + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(entries[chosen]);
    }
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size={560} padding={0} yOffset="12vh" aria-label="Actions">
      <input
        className={classes.input}
        role="combobox"
        aria-label="Search for an action or a touchpoint"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen < entries.length ? `palette-${chosen}` : undefined}
        placeholder="Search for an action or a touchpoint"
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={keyDown}
      />
      <div id="palette-list" role="listbox" aria-label="Found" className={classes.list}>
        {entries.map((entry, index) => (
          // The field above takes the keys for the whole list.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={entry.key}
            id={`palette-${index}`}
            ref={index === chosen ? showChosen : undefined}
            role="option"
            aria-selected={index === chosen}
            className={classes.entry}
            onPointerMove={() => setChosen(index)}
            onClick={() => run(entry)}
          >
            {entry.icon}
            <span className={classes.label}>{entry.label}</span>
            <span className={classes.hint}>{entry.hint}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className={classes.none}>Nothing is called that.</p>}
    </Modal>
  );
}

function actionEntries(context: ActionContext): Entry[] {
  return shownActions(context)
    .filter((action) => action.id !== "palette" && isEnabled(action, context))
    .map((action) => {
      const { icon: Icon } = action;
      return {
        key: action.id,
        label: labelOf(action, context),
        hint: shortcutKeys(action.keys?.[0] ?? "").join(" "),
        icon: Icon === undefined ? <span className={classes.noIcon} /> : <Icon size={16} />,
        run: () => action.run(context),
      };
    });
}

/** Actions first, then touchpoints; those whose name begins with the text before those that hold it. */
function search(entries: readonly Entry[], context: ActionContext, text: string): readonly Entry[] {
  const query = text.trim().toLocaleLowerCase();
  if (query === "") return entries;
  return [...best(entries, query), ...best(placeEntries(context), query).slice(0, shownPlaces)];
}

function best(entries: readonly Entry[], query: string): Entry[] {
  const place = ({ label }: Entry) => label.toLocaleLowerCase().indexOf(query);
  const found = entries.filter((entry) => place(entry) >= 0);
  return found.sort((a, b) => Number(place(a) > 0) - Number(place(b) > 0));
}

function placeEntries({ map, local }: ActionContext): Entry[] {
  const { touchpoints } = map.insights.read().rollups;
  return readingOrder(map.mirror).map(({ id, title, stage }) => {
    const status = touchpoints[id]?.worst ?? undefined;
    return {
      key: `touchpoint-${id}`,
      label: title || "Untitled touchpoint",
      hint: map.mirror.read("stage", stage)?.title ?? "",
      icon: status === undefined ? <span className={classes.noIcon} /> : <StatusMark status={status} size={16} />,
      run: () => showTouchpoint(local, id),
    };
  });
}
