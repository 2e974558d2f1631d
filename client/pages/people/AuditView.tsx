import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AuditEntry } from "../../../shared/api/workspaces.ts";
import { type AuditFilter, peopleQueries } from "../../api/peopleQueries.ts";
import { queries } from "../../api/queries.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./AuditView.module.css";
import { actionWords, actorWords, auditActions, detailWords } from "./auditWords.ts";
import { longDayText, timeText } from "./dates.ts";
import list from "./List.module.css";
import { Part } from "./Part.tsx";
import { Reading } from "./Reading.tsx";

interface AuditViewProps {
  /** Left out for the log of the whole studio. */
  workspace?: string;
  /** Whom one can look for. */
  people: readonly { id: string; name: string; email: string }[];
}

/** Who did what, the newest first, by day; thinned by person, action and map. */
export function AuditView({ workspace, people }: AuditViewProps) {
  const [filter, setFilter] = useState<AuditFilter>({});
  const log = useInfiniteQuery(peopleQueries.audit(workspace, filter));
  const maps = useQuery(queries.maps()).data ?? [];
  const shownMaps = maps.filter((map) => workspace === undefined || map.workspace === workspace);
  const choose = (part: keyof AuditFilter) => (value: string) => setFilter((others) => ({ ...others, [part]: value }));
  const isFiltered = Object.values(filter).some((value) => value !== "");
  return (
    <Part
      wide
      title="Who did what"
      text="Signing in, people and their roles, links, tokens, and maps made, moved and deleted. Never what stands in a map. Nobody can change this log."
    >
      <div className={classes.filters} role="search" aria-label="Filter the log">
        <Filter
          label="Who"
          all="Everybody"
          choices={people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          value={filter.actor}
          onChange={choose("actor")}
        />
        <Filter
          label="Did what"
          all="Everything"
          choices={auditActions}
          value={filter.action}
          onChange={choose("action")}
        />
        <Filter
          label="To which map"
          all="Any, or none"
          choices={shownMaps.map(({ id, title }) => ({ value: id, label: title || "Untitled map" }))}
          value={filter.map}
          onChange={choose("map")}
        />
      </div>
      <Reading what="log" query={log}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0)
            return (
              <p className={list.nothing}>
                {isFiltered ? "Nothing of that kind happened." : "Nothing happened yet that belongs here."}
              </p>
            );
          return (
            <>
              {byDay(entries).map(([day, ofDay]) => (
                <section key={day} className={classes.day} aria-label={day}>
                  <h3 className={classes.date}>{day}</h3>
                  <ol className={list.list}>
                    {ofDay.map((entry) => (
                      <Entry key={entry.id} entry={entry} />
                    ))}
                  </ol>
                </section>
              ))}
              {log.hasNextPage ? (
                <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                  Show older
                </Button>
              ) : (
                <p className={list.nothing}>That is all.</p>
              )}
            </>
          );
        }}
      </Reading>
    </Part>
  );
}

interface FilterProps {
  label: string;
  all: string;
  choices: readonly { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string) => void;
}

function Filter({ label, all, choices, value = "", onChange }: FilterProps) {
  return (
    <NativeSelect
      className={classes.filter}
      label={label}
      data={[{ value: "", label: all }, ...choices]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  return (
    <li className={classes.entry}>
      <time dateTime={entry.at} className={classes.time}>
        {timeText(entry.at)}
      </time>
      <div className={list.words}>
        <div className={classes.sentence}>
          <strong>{actorWords(entry)}</strong> {actionWords(entry)}
          {entry.result === "refused" && <span className={classes.refused}>Refused</span>}
        </div>
        <div className={list.meta}>{detailWords(entry).join(" · ")}</div>
      </div>
    </li>
  );
}

function byDay(entries: readonly AuditEntry[]): [day: string, entries: AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = longDayText(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
