import { Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { MapItem } from "../../../shared/api/maps.ts";
import type { Me } from "../../../shared/api/people.ts";
import { queries } from "../../api/queries.ts";
import { mayEdit } from "../../session/mayEdit.ts";
import { usePlace } from "../../state/place.ts";
import { readRecentMaps } from "../../state/recentMaps.ts";
import { Link } from "../../ui/Link.tsx";
import { Message } from "../../ui/Message.tsx";
import { Wordmark } from "../../ui/Wordmark.tsx";
import { AccountMenu } from "../AccountMenu.tsx";
import classes from "./HomePage.module.css";
import { MapRow } from "./MapRow.tsx";
import { NewMapMenu } from "./NewMapMenu.tsx";
import { WorkspaceSwitch } from "./WorkspaceSwitch.tsx";
import { Button } from "../../ui/Button.tsx";

const views = [
  { value: "all", label: "All maps" },
  { value: "recent", label: "Recent" },
  { value: "bin", label: "Bin" },
] as const;

type View = (typeof views)[number]["value"];

/** The first page: one's maps, each with its picture and where it stands; new ones; the bin. */
export function HomePage() {
  const { search } = usePlace();
  const asked = new URLSearchParams(search);
  const view = views.find(({ value }) => value === asked.get("show"))?.value ?? "all";
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim().toLocaleLowerCase());
  const maps = useQuery(view === "bin" ? queries.bin() : queries.maps());
  const me = useQuery(queries.me()).data;
  const workspaces = me?.workspaces ?? [];
  const workspace = workspaces.find(({ id }) => id === asked.get("workspace"));
  const canMake = workspaces.some(({ id, role }) => mayEdit(role) && (workspace === undefined || id === workspace.id));
  const hasBin = [...workspaces, ...(me?.maps ?? [])].some(({ role }) => role === "owner");
  const pathOf = (value: View) => {
    const query = new URLSearchParams({
      ...(value !== "all" && { show: value }),
      ...(workspace !== undefined && { workspace: workspace.id }),
    });
    return query.size === 0 ? "/" : `/?${query.toString()}`;
  };

  return (
    <>
      <title>Maps · Kept</title>
      <header className={classes.bar}>
        <Link to="/" aria-label="Kept, first page" className={classes.home}>
          <Wordmark />
        </Link>
        <TextInput
          className={classes.search}
          type="search"
          aria-label="Find a map"
          placeholder="Find a map"
          leftSection={<Search size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <AccountMenu />
      </header>
      <main id="main" className={classes.page}>
        <div className={classes.head}>
          <h1 className={classes.title}>{view === "bin" ? "Bin" : "Maps"}</h1>
          {me !== undefined && <WorkspaceSwitch me={me} shown={workspace?.id} />}
          <span className={classes.space} />
          {canMake && view !== "bin" && <NewMapMenu workspace={workspace?.id} />}
        </div>
        <nav aria-label="Which maps" className={classes.tabs}>
          {views
            .filter(({ value }) => hasBin || value !== "bin")
            .map(({ value, label }) => (
              <Link
                key={value}
                to={pathOf(value)}
                className={classes.tab}
                aria-current={view === value ? "page" : undefined}
              >
                {label}
              </Link>
            ))}
        </nav>
        {maps.error !== null ? (
          <Message compact title="Your maps cannot be shown right now" text={maps.error.message}>
            <Button primary onClick={() => void maps.refetch()} busy={maps.isFetching}>
              Try again
            </Button>
          </Message>
        ) : maps.data === undefined ? (
          <ListSkeleton />
        ) : (
          <MapList
            items={choose(maps.data, view, query, workspace?.id)}
            view={view}
            query={query}
            workspace={workspace?.id}
            me={me}
            canMake={canMake}
            clear={() => setText("")}
          />
        )}
      </main>
    </>
  );
}

interface MapListProps {
  items: readonly MapItem[];
  view: View;
  query: string;
  workspace: string | undefined;
  me: Me | undefined;
  canMake: boolean;
  clear: () => void;
}

function MapList({ items, ...rest }: MapListProps) {
  const { view, me } = rest;
  if (items.length === 0) return <EmptyList {...rest} />;
  return (
    <div className={classes.list}>
      <div className={classes.columns} aria-hidden="true">
        <span>Map</span>
        <span>{view === "bin" ? "" : "Index and interval"}</span>
        <span>{view === "bin" ? "" : "Worst status"}</span>
        <span>{view === "bin" ? "" : "Broken promises"}</span>
        <span />
      </div>
      <ul className={classes.rows} aria-label="Maps">
        {items.map((item) => (
          <MapRow key={item.id} item={item} me={me} />
        ))}
      </ul>
    </div>
  );
}

function EmptyList({ view, query, workspace, canMake, clear }: Omit<MapListProps, "items">) {
  if (query !== "")
    return (
      <Message compact title={`No map is called “${query}”`} text="Titles are searched.">
        <Button onClick={clear}>Show all</Button>
      </Message>
    );
  if (view === "bin") return <Message compact title="The bin is empty" text="Maps you delete stay here for 30 days." />;
  if (view === "recent")
    return <Message compact title="Nothing opened yet" text="Maps you open in this browser appear here." />;
  return (
    <Message
      compact
      title="No maps yet"
      text={
        canMake
          ? "A map shows a customer’s journey, what was promised along it, and what is delivered. Start from a sample to see how it works."
          : workspace === undefined
            ? "Ask for a link to a map, or to be invited to a workspace; its maps appear here."
            : "Nobody has made a map in this workspace yet."
      }
    >
      {canMake && <NewMapMenu workspace={workspace} />}
    </Message>
  );
}

function ListSkeleton() {
  return (
    <div className={classes.list} role="status" aria-label="Loading maps">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={72} my={8} radius="md" />
      ))}
    </div>
  );
}

function choose(
  items: readonly MapItem[],
  view: View,
  query: string,
  workspace: string | undefined,
): readonly MapItem[] {
  const found = items.filter(
    (item) =>
      item.title.toLocaleLowerCase().includes(query) && (workspace === undefined || item.workspace === workspace),
  );
  if (view !== "recent") return found;
  return readRecentMaps().flatMap((id) => found.find((item) => item.id === id) ?? []);
}
