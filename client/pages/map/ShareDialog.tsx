import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { useMap } from "../../state/useMap.ts";
import { ShareLinks } from "./ShareLinks.tsx";
import { SharePeople } from "./SharePeople.tsx";
import classes from "./ShareDialog.module.css";

const views = [
  { value: "people", label: "People" },
  { value: "links", label: "Links for guests" },
] as const;

/** Who may open the map: people with an account, and guests by link. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { mapId, me } = useMap();
  const links = useQuery(queries.links(mapId)).data;
  const [view, setView] = useState<(typeof views)[number]["value"]>("people");
  return (
    <Modal opened onClose={onClose} size={640} title="Share this map">
      <div className={classes.views} role="tablist" aria-label="How to share">
        {views.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`share-${value}`}
            aria-selected={view === value}
            aria-controls="share-panel"
            tabIndex={view === value ? 0 : -1}
            className={classes.view}
            onClick={() => setView(value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
              const other = value === "people" ? "links" : "people";
              setView(other);
              document.getElementById(`share-${other}`)?.focus();
            }}
          >
            {label}
            {value === "links" && links !== undefined && links.length > 0 && ` (${links.length})`}
          </button>
        ))}
      </div>
      <div id="share-panel" role="tabpanel" aria-labelledby={`share-${view}`} className={classes.panel}>
        {view === "people" ? <SharePeople map={mapId} me={me.id} /> : <ShareLinks map={mapId} />}
      </div>
    </Modal>
  );
}
