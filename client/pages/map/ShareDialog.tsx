import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { useMap } from "../../state/useMap.ts";
import { MapPeople } from "./MapPeople.tsx";
import { ShareLinks } from "./ShareLinks.tsx";
import { SharePeople } from "./SharePeople.tsx";
import classes from "./ShareDialog.module.css";

const views = [
  { value: "people", label: "People" },
  { value: "links", label: "Links for guests" },
] as const;

/** Who may open the map: to be changed by its owners, to be read by everybody else who has an account. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { mapId, me, role } = useMap();
  if (role === "owner") return <Sharing onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} size={640} title="Who may open this map">
      <div className={classes.panel}>
        <MapPeople map={mapId} me={me.id} />
        <p className={classes.text}>
          Guests may open it, too, by a link that an owner made. Owners share the map and change roles.
        </p>
      </div>
    </Modal>
  );
}

/** People with an account, and guests by link. */
function Sharing({ onClose }: { onClose: () => void }) {
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
