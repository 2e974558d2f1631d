import { useMemo } from "react";
import { isOver, runState } from "../../../shared/recovery/runState.ts";
import type { PlayCopy } from "../../session/playCopies.ts";
import { mapPath, usePlace } from "../../state/place.ts";
import { useRuns } from "../../state/useRuns.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import { PlayList } from "./PlayList.tsx";
import { RunPage } from "./RunPage.tsx";
import { StartPage } from "./StartPage.tsx";

export interface FrontlineProps {
  shown: PlayCopy;
  /** The play that is open; the list when there is none. */
  item: string | undefined;
  /** Whether the person may make links for the team. */
  canShare?: boolean;
  isOffline?: boolean;
}

/** Plans B for people on shift, with or without the network: which one it is, what to do now, how it went. */
export function Frontline({ shown, item, canShare = false, isOffline = false }: FrontlineProps) {
  const { user, map, plays } = shown;
  const { runs, store } = useRuns(user, map);
  const { search } = usePlace();
  const query = new URLSearchParams(search);
  const asked = query.get("run");
  const isStart = query.has("start");
  const going = useMemo(
    () =>
      runs.find(
        ({ run, by }) =>
          run.play === item &&
          !isStart &&
          (asked === null ? by.id === user.id && !isOver(runState(run)) : run.id === asked),
      ),
    [runs, item, asked, isStart, user.id],
  );
  if (item === undefined) return <PlayList shown={shown} runs={runs} canShare={canShare} isOffline={isOffline} />;
  const play = plays.find(({ id }) => id === item);
  if (going !== undefined)
    return <RunPage key={going.run.id} shown={shown} play={play} going={going} store={store} isOffline={isOffline} />;
  if (play !== undefined && asked === null) return <StartPage key={play.id} shown={shown} play={play} store={store} />;
  return (
    <Message
      title={asked === null ? "This plan B is gone" : "This run is not here"}
      text={
        asked === null
          ? "Somebody deleted it. Another one may fit."
          : isOffline
            ? "It was recorded elsewhere; it can be read when the studio can be reached again."
            : "It may still be on the phone that recorded it."
      }
    >
      <ButtonLink primary to={mapPath(map, "plays", asked === null ? undefined : item)}>
        {asked === null ? "All plans B" : "Open the plan"}
      </ButtonLink>
    </Message>
  );
}
