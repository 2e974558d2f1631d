import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useState, useSyncExternalStore } from "react";
import type { Access } from "../../../shared/api/maps.ts";
import type { Me } from "../../../shared/api/people.ts";
import { AppError } from "../../../shared/errors.ts";
import { queries } from "../../api/queries.ts";
import { MapCanvas } from "../../canvas/MapCanvas.tsx";
import { type MapSession, openMap } from "../../session/openMap.ts";
import { MapProvider } from "../../state/MapProvider.tsx";
import { noteRecentMap } from "../../state/recentMaps.ts";
import { type MapPlace, mapPath, Redirect } from "../../state/place.ts";
import { Message } from "../../ui/Message.tsx";
import { KeptPlaysPage } from "../plays/lateKeptPlays.ts";
import { lateParts } from "./lateParts.ts";
import { MapSkeleton } from "./MapSkeleton.tsx";
import { MapStudio } from "./MapStudio.tsx";
import { useRoleNews } from "./useRoleNews.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const ClosedMessage = lazyPart(async () => (await lateParts.closedMessage()).ClosedMessage);
const SubPage = lazyPart(async () => (await import("./SubPage.tsx")).SubPage);
const SetAsideCopies = lazyPart(async () => (await lateParts.setAsideCopies()).SetAsideCopies);

/**
 * One map, as one of its pages: what one may do with it is asked first; a change of rights or of history opens it anew.
 * Going from page to page keeps it open.
 */
export function MapPage({ map, view, item }: MapPlace) {
  const me = useQuery(queries.me()).data;
  const access = useQuery(queries.access(map));
  const [openings, setOpenings] = useState(0);
  useRoleNews(map, access.data?.role);
  if (access.data === undefined && access.error instanceof AppError && access.error.code === "SIGNED_OUT")
    return <Redirect to={`/sign-in?next=${encodeURIComponent(mapPath(map, view, item))}`} />;
  const waiting = { map, view, item, user: me?.user.id };
  if (access.error !== null && access.data === undefined)
    return view === "plays" && !isFinal(access.error) ? (
      <Waiting {...waiting} offline />
    ) : (
      <Refused
        user={me?.user.id}
        map={map}
        error={access.error}
        retry={() => void access.refetch()}
        busy={access.isFetching}
      />
    );
  if (me === undefined || access.data === undefined)
    return <Waiting {...waiting} offline={access.fetchStatus === "paused"} />;
  const { role, generation } = access.data;
  const isRefused = access.error !== null && isFinal(access.error);
  return (
    <OpenMap
      key={`${map} ${role} ${generation} ${openings}`}
      map={map}
      view={view}
      item={item}
      me={me}
      access={access.data}
      isRefused={isRefused}
      openAnew={() => setOpenings((count) => count + 1)}
    />
  );
}

interface OpenMapProps extends MapPlace {
  me: Me;
  access: Access;
  /** The server has taken back what `access` says; what was changed here meanwhile must still be reached. */
  isRefused: boolean;
  /** Opens the map again when it has another history, also where the server still says the same of it. */
  openAnew: () => void;
}

function OpenMap({ map, view, item, me, access, isRefused, openAnew }: OpenMapProps) {
  const [session, setSession] = useState<MapSession>();
  useEffect(() => {
    const opened = openMap(map, me, access);
    setSession(opened);
    noteRecentMap(map);
    return () => {
      setSession(undefined);
      opened.close();
    };
    // Opened once for this map, role and generation: the key above makes a new component for others.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const waiting = { map, view, item, user: me.user.id, title: access.title };
  if (session === undefined) return <Waiting {...waiting} offline={false} />;
  return <Opened session={session} waiting={waiting} isRefused={isRefused} openAnew={openAnew} />;
}

interface WaitingProps extends MapPlace {
  user: string | undefined;
  title?: string;
}

/** A map that is on its way. Its plans B do not wait for it: somebody may need them now. */
function Waiting({ map, view, item, user, title = "", offline }: WaitingProps & { offline: boolean }) {
  const skeleton = <MapSkeleton title={title} offline={offline} />;
  if (view !== "plays" || user === undefined) return skeleton;
  return <KeptPlaysPage map={map} item={item} user={user} isConnecting={!offline} otherwise={skeleton} />;
}

interface OpenedProps {
  session: MapSession;
  waiting: WaitingProps;
  isRefused: boolean;
  openAnew: () => void;
}

function Opened({ session, waiting, isRefused, openAnew }: OpenedProps) {
  const { view, item } = waiting;
  const { state, ready, connections, isReplaced } = useSyncExternalStore(
    session.connection.subscribe,
    session.connection.read,
  );
  const queryClient = useQueryClient();
  const closed = state === "closed";
  useEffect(() => {
    // Whenever the server let this tab in again, or no more, it has judged anew what one may do here.
    const judged = () => queryClient.invalidateQueries({ queryKey: ["access", session.mapId] });
    if (closed && isReplaced === true) void judged().then(() => reopen(session, openAnew));
    else if (connections > 1 || closed) void judged();
    // The page's way to open it anew is another one each time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [queryClient, session, connections, closed, isReplaced]);
  if (isReplaced === true && !isRefused) return <Waiting {...waiting} offline={false} />;
  if (closed || isRefused)
    return (
      <Suspense>
        <ClosedMessage session={session} isRefused={isRefused} />
      </Suspense>
    );
  if (!ready) return <Waiting {...waiting} offline={state === "offline"} />;
  return (
    <MapProvider session={session}>
      {view === "canvas" ? (
        <MapStudio />
      ) : (
        <Suspense fallback={<Waiting {...waiting} offline={false} />}>
          <SubPage view={view} item={item} Canvas={MapCanvas} />
        </Suspense>
      )}
    </MapProvider>
  );
}

/** Opens a map that has another history, and says who gave it that. */
async function reopen(session: MapSession, openAnew: () => void): Promise<void> {
  openAnew();
  // Where that cannot be loaded the map is there all the same.
  await lateParts
    .sayWhoRestored()
    .then(({ sayWhoRestored }) => sayWhoRestored(session.mapId, session.me.id))
    .catch(() => undefined);
}

function isFinal(error: Error): boolean {
  return error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "FORBIDDEN");
}

interface RefusedProps {
  user: string | undefined;
  map: string;
  error: Error;
  retry: () => void;
  busy: boolean;
}

function Refused({ user, map, error, retry, busy }: RefusedProps) {
  const final = isFinal(error);
  useEffect(() => {
    // What may no longer be read is not kept for reading offline either.
    if (final && user !== undefined)
      // Where that cannot be loaded now, the next visit forgets it.
      import("../../session/forgetPlays.ts")
        .then(({ forgetPlayCopies }) => forgetPlayCopies(user, map))
        .catch(() => undefined);
  }, [final, user, map]);
  return (
    <main id="main">
      <title>Map · Kept</title>
      <Suspense>
        {final && user !== undefined && (
          <SetAsideCopies user={user} map={map} why="You may no longer open this map, or it is gone." />
        )}
      </Suspense>
      <Message
        title={final ? "This map is not here for you" : "The map cannot be opened right now"}
        text={
          final
            ? "It may have been deleted, or it is no longer shared with you. Ask its owner to share it again."
            : error.message
        }
      >
        {!final && (
          <Button primary onClick={retry} busy={busy}>
            Try again
          </Button>
        )}
        <ButtonLink to="/" primary={final}>
          Go to my maps
        </ButtonLink>
      </Message>
    </main>
  );
}
