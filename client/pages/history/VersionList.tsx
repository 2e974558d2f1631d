import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { VersionItem } from "../../../shared/api/versions.ts";
import { limits } from "../../../shared/limits.ts";
import { versionQueries, versionRequests } from "../../api/versions.ts";
import { announce } from "../../state/announce.ts";
import { dayWords } from "../../state/changeWords.ts";
import { showError } from "../../state/notices.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import classes from "./VersionList.module.css";
import { VersionRow } from "./VersionRow.tsx";

/** The versions of a map by day, the newest first, with a form to name this moment. */
export function VersionList({ chosen }: { chosen: string | undefined }) {
  const { mapId } = useMap();
  const canEdit = useCanEdit();
  const [onlyNamed, setOnlyNamed] = useState(false);
  const { data, error, refetch, isFetching } = useQuery(versionQueries.list(mapId));
  const shown = data?.filter(({ kind }) => !onlyNamed || kind === "named");
  return (
    <section className={classes.list} aria-label="Version history">
      <div className={classes.head}>
        <h1 className={classes.title}>Version history</h1>
        <Button pressed={onlyNamed} onClick={() => setOnlyNamed(!onlyNamed)}>
          Only named
        </Button>
      </div>
      {canEdit && <NameForm />}
      {data === undefined && error === null && (
        <p role="status" className={classes.quiet}>
          Reading the history…
        </p>
      )}
      {data === undefined && error !== null && (
        <Message compact title="The history cannot be read right now" text={error.message}>
          <Button primary busy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        </Message>
      )}
      {shown?.length === 0 && (
        <p className={classes.quiet}>
          {onlyNamed
            ? "No version has a name yet. Name this moment, or any version in the list."
            : "No versions yet. While the map is edited, one is kept every ten minutes; a moment you name is kept for good."}
        </p>
      )}
      {shown !== undefined &&
        byDay(shown).map(([day, versions]) => (
          <section key={day} className={classes.day} aria-label={day}>
            <h2 className={classes.dayTitle}>{day}</h2>
            <ul className={classes.rows}>
              {versions.map((version) => (
                <VersionRow
                  key={version.id}
                  version={version}
                  isChosen={version.id === chosen}
                  isFirst={version === data?.at(-1)}
                />
              ))}
            </ul>
          </section>
        ))}
    </section>
  );
}

function NameForm() {
  const { mapId } = useMap();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const keep = useMutation({
    mutationFn: () => versionRequests.nameNow(mapId, name.trim()),
    onSuccess: (version) => {
      setName("");
      announce(`Kept as ${version.name}`);
      return queryClient.invalidateQueries({ queryKey: ["versions", mapId] });
    },
    onError: (error) => showError("The version was not kept", error.message),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "" && !keep.isPending) keep.mutate();
      }}
    >
      <TextInput
        className={classes.name}
        label="Name this moment"
        placeholder="Before the workshop"
        maxLength={limits.versionNameChars}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button primary submit busy={keep.isPending} disabled={name.trim() === ""}>
        Keep
      </Button>
    </form>
  );
}

function byDay(versions: readonly VersionItem[]): [day: string, VersionItem[]][] {
  const days = new Map<string, VersionItem[]>();
  for (const version of versions) {
    const day = dayWords(version.at);
    days.set(day, [...(days.get(day) ?? []), version]);
  }
  return [...days];
}
