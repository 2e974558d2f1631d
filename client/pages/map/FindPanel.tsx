import { CloseButton, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { type ReactNode, useDeferredValue, useMemo } from "react";
import { findFieldId } from "../../actions/findFocus.ts";
import { type Filters, noFilters, useLocal, useLocalStore } from "../../state/local.ts";
import { findTouchpoints, isAsking } from "../../state/matches.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { statuses, statusWords } from "../../ui/status.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import classes from "./FindPanel.module.css";
import { showTouchpoint } from "./showTouchpoint.ts";
import { Button } from "../../ui/Button.tsx";

const shownResults = 100;

/** Find by text, status, channel and department; what does not match is dimmed on the canvas while this is set. */
export function FindPanel() {
  const filters = useLocal((local) => local.filters);
  const setFilters = useLocal((local) => local.setFilters);
  const setFindOpen = useLocal((local) => local.setFindOpen);
  const channels = useAll("channel");
  const departments = useAll("department");
  const close = () => setFindOpen(false);
  return (
    // Esc anywhere in the panel closes it; the button is the way for pointers.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search
      className={classes.panel}
      aria-label="Find and filter"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={classes.head}>
        <TextInput
          id={findFieldId}
          className={classes.text}
          aria-label="Find touchpoints by their words"
          placeholder="Words of a touchpoint"
          leftSection={<Search size={16} />}
          autoFocus
          value={filters.text}
          onChange={(event) => setFilters({ text: event.currentTarget.value })}
        />
        <CloseButton aria-label="Close and show everything" onClick={close} />
      </div>
      <Choice
        title="Status"
        options={statuses.map((status) => ({
          id: status,
          label: statusWords[status],
          mark: <StatusMark status={status} size={10} />,
        }))}
        chosen={filters.statuses}
        choose={(chosen) => setFilters({ statuses: chosen })}
      />
      <Choice
        title="Channel"
        options={channels.map(({ id, name }) => ({ id, label: name }))}
        chosen={filters.channels}
        choose={(chosen) => setFilters({ channels: chosen })}
      />
      <Choice
        title="Department"
        options={departments.map(({ id, name }) => ({ id, label: name }))}
        chosen={filters.departments}
        choose={(chosen) => setFilters({ departments: chosen })}
      />
      {isAsking(filters) && <Results filters={filters} />}
    </search>
  );
}

interface ChoiceProps<T extends string> {
  title: string;
  options: readonly { id: T; label: string; mark?: ReactNode }[];
  chosen: readonly T[];
  choose: (chosen: readonly T[]) => void;
}

function Choice<T extends string>({ title, options, chosen, choose }: ChoiceProps<T>) {
  if (options.length === 0) return null;
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>{title}</legend>
      {options.map(({ id, label, mark }) => {
        const pressed = chosen.includes(id);
        return (
          <button
            key={id}
            type="button"
            className={classes.chip}
            aria-pressed={pressed}
            onClick={() => choose(pressed ? chosen.filter((other) => other !== id) : [...chosen, id])}
          >
            {mark}
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}

function Results({ filters }: { filters: Filters }) {
  const { mirror } = useMap();
  const local = useLocalStore();
  const insights = useInsights();
  const touchpoints = useAll("touchpoint");
  const asked = useDeferredValue(filters);
  const found = useMemo(
    () => findTouchpoints(mirror, insights, asked),
    // The list stands for what the mirror reads of it.
    // oxlint-disable-next-line react/exhaustive-deps
    [mirror, insights, asked, touchpoints],
  );
  return (
    <section className={classes.results} aria-label="Found">
      <p className={classes.count} role="status">
        {found.length === 0 ? "Nothing matches." : `${found.length} of ${touchpoints.length} touchpoints`}
        <Button onClick={() => local.getState().setFilters(noFilters)}>Clear</Button>
      </p>
      <ul className={classes.list}>
        {found.slice(0, shownResults).map(({ id, title }) => {
          const status = insights.rollups.touchpoints[id]?.worst ?? undefined;
          return (
            <li key={id}>
              <button type="button" className={classes.result} onClick={() => showTouchpoint(local, id)}>
                {status === undefined ? (
                  <span className={classes.noMark} />
                ) : (
                  <StatusMark status={status} size={12} labelled />
                )}
                <span>{title || "Untitled touchpoint"}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {found.length > shownResults && <p className={classes.count}>The first {shownResults} are listed.</p>}
    </section>
  );
}
