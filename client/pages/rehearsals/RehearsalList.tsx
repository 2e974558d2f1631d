import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import type { ExerciseItem } from "../../../shared/api/exercises.ts";
import { queries } from "../../api/queries.ts";
import { Term } from "../../panels/fields/Term.tsx";
import { mapPath } from "../../state/place.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import { DuePlays } from "./DuePlays.tsx";
import classes from "./RehearsalList.module.css";
import { RehearsalRow } from "./RehearsalRow.tsx";

const refreshMs = 1_000;

/** What is due, what runs, what is planned and what was rehearsed. */
export function RehearsalList() {
  const { mapId, told } = useMap();
  const canEdit = useCanEdit();
  const queryClient = useQueryClient();
  const rehearsals = useQuery(queries.exercises(mapId));
  const refresh = useEffectEvent(() => void queryClient.invalidateQueries({ queryKey: ["exercises", mapId] }));
  // Somebody did something in one of them; where much is done, the list follows at its own pace.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = told.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh();
      }, refreshMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [told]);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1 className={classes.title}>Rehearsals</h1>
        {canEdit && (
          <ButtonLink to={mapPath(mapId, "rehearsals", "new")} icon={Plus} primary>
            Plan a rehearsal
          </ButtonLink>
        )}
      </div>
      <p className={classes.lead}>
        Play a failure through at a table before a customer meets it: a <Term of="facilitator">facilitator</Term> tells
        the story, <Term of="inject">injects</Term> make it worse, the team works its plan B against the clock.
      </p>
      <DuePlays />
      {rehearsals.data !== undefined ? (
        <>
          {rehearsals.error !== null && (
            <p role="status" className={classes.lead}>
              The studio cannot be reached: this is the list as it was last.
            </p>
          )}
          <Groups items={rehearsals.data} canEdit={canEdit} />
        </>
      ) : rehearsals.error !== null ? (
        <Message compact title="The rehearsals cannot be shown right now" text={rehearsals.error.message}>
          <Button primary onClick={() => void rehearsals.refetch()} busy={rehearsals.isFetching}>
            Try again
          </Button>
        </Message>
      ) : (
        <p role="status" className={classes.lead}>
          {rehearsals.fetchStatus === "paused"
            ? "The rehearsals are shown when the connection is back."
            : "Loading the rehearsals…"}
        </p>
      )}
    </div>
  );
}

function Groups({ items, canEdit }: { items: readonly ExerciseItem[]; canEdit: boolean }) {
  if (items.length === 0)
    return (
      <p className={classes.empty}>
        {canEdit
          ? "No rehearsal yet. Plan one: a scenario or a play of this map is enough to start from, and half an hour to run it."
          : "No rehearsal yet. Whoever may edit this map can plan one; you join it here."}
      </p>
    );
  const groups = [
    { title: "Running now", phases: ["running", "paused"] },
    { title: "Planned", phases: ["planned"] },
    { title: "In review", phases: ["ended"] },
    { title: "Done", phases: ["closed"] },
  ] as const;
  return groups.map(({ title, phases }) => {
    const here = items.filter(({ phase }) => (phases as readonly string[]).includes(phase));
    if (here.length === 0) return null;
    return (
      <section key={title} className={classes.section}>
        <h2 className={classes.heading}>{title}</h2>
        <ul className={classes.rows} aria-label={title}>
          {here.map((item) => (
            <RehearsalRow key={item.id} item={item} />
          ))}
        </ul>
      </section>
    );
  });
}
