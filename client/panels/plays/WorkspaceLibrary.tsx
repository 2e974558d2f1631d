import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LibraryPlay } from "../../../shared/api/maps.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { FieldsOf } from "../../../shared/model/kinds.ts";
import { copyPlay } from "../../../shared/recovery/copyPlay.ts";
import { AppError } from "../../../shared/errors.ts";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";
import { useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../Section.tsx";
import { LocalField } from "./LocalField.tsx";
import classes from "./Plays.module.css";
import { formatScore } from "./words.ts";

/** More at once nobody reads; the words narrow it. */
const shownAtOnce = 30;

/** The plans B of all other maps one may open; taking one copies it into this map. */
export function WorkspaceLibrary({ onTake }: { onTake: (fields: FieldsOf<"play">) => boolean }) {
  const { mapId, mirror } = useMap();
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const [taking, setTaking] = useState<string>();
  const library = useQuery({
    queryKey: ["plays"],
    queryFn: ({ signal }) => request("listPlays", {}, signal),
    staleTime: 0,
  });
  const others = (library.data ?? []).filter(({ map }) => map !== mapId);
  const found = others.filter((play) => matches(play, words));

  const take = async ({ map, id }: LibraryPlay) => {
    setTaking(`${map} ${id}`);
    try {
      const journey = (await client.fetchQuery({
        queryKey: ["journey", map],
        queryFn: () => request("readMap", { params: { map } }),
        staleTime: 0,
      })) as Journey;
      const play = journey.plays?.find((each) => each.id === id);
      if (play === undefined) showError("This plan B is gone", "Somebody deleted it from its map a moment ago.");
      else onTake(copyPlay(play, journey.channels ?? [], mirror.all("channel")));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      showError("It was not taken over", error.message);
    } finally {
      setTaking(undefined);
    }
  };

  if (library.isPending) return <p className={classes.lead}>Looking through your maps…</p>;
  if (library.isError) return <p className={classes.lead}>{library.error.message}</p>;
  if (others.length === 0)
    return <Empty>No other map that you may open has a plan B yet. What you write here can be taken over there.</Empty>;
  return (
    <div className={classes.stack} role="group" aria-label="Plans B of other maps">
      <LocalField label="Find among all maps" value={words} placeholder="delay" onChange={setWords} />
      {found.length === 0 && <Empty>None of them is like that.</Empty>}
      {found.slice(0, shownAtOnce).map((play) => (
        <div key={`${play.map} ${play.id}`} className={classes.item} role="group" aria-label={play.title}>
          <div>
            <strong>{play.title}</strong>
            <p className={classes.lead}>
              {play.mapTitle} · {play.owner ?? "no owner"} · readiness {formatScore(play.score)}
            </p>
            <p className={classes.lead}>{play.trigger ?? "No trigger"}</p>
          </div>
          <span>
            <Button busy={taking === `${play.map} ${play.id}`} onClick={() => void take(play)}>
              Take it over
            </Button>
          </span>
        </div>
      ))}
      {found.length > shownAtOnce && (
        <p className={classes.lead}>
          The first {shownAtOnce} of {found.length}. Narrow them by words.
        </p>
      )}
    </div>
  );
}

function matches({ title, mapTitle, owner, trigger }: LibraryPlay, words: string): boolean {
  const text = [title, mapTitle, owner, trigger].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
