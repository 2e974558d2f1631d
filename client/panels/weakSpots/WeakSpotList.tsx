import { Plus } from "lucide-react";
import { useLocal, useLocalStore } from "../../state/local.ts";
import { useAll, useCanEdit, useMap } from "../../state/useMap.ts";
import { weakSpotsAt } from "../../state/weakMarks.ts";
import { Button } from "../../ui/Button.tsx";
import { Term } from "../fields/Term.tsx";
import { openWeakSpot, useOpenWeakSpot } from "../jump.ts";
import { Empty, Section } from "../Section.tsx";
import { type Blank, Starter } from "../Starter.tsx";
import { useAdd } from "../usePatch.ts";
import { scoreOptions } from "./scoreWords.ts";
import { TouchpointSuggestions } from "./TouchpointSuggestions.tsx";
import { WeakSpotCard } from "./WeakSpotCard.tsx";

/** Where a touchpoint can fail; the weak spot that was asked for is open. */
export function WeakSpotList({ touchpoint }: { touchpoint: string }) {
  const { mirror } = useMap();
  useAll("weakSpot");
  const spots = weakSpotsAt(mirror, touchpoint);
  const canEdit = useCanEdit();
  const add = useAdd("weakSpot");
  const local = useLocalStore();
  const starting = useLocal(({ startsWeakSpot }) => startsWeakSpot === touchpoint);
  const asked = useOpenWeakSpot();
  const start = (where: string | undefined) => local.setState({ startsWeakSpot: where });
  return (
    <Section
      title={
        <Term of="weakSpot">
          {spots.length === 0 ? "Weak spots" : `${spots.length} weak ${spots.length === 1 ? "spot" : "spots"}`}
        </Term>
      }
      actions={
        canEdit &&
        !starting && (
          <Button icon={Plus} onClick={() => start(touchpoint)}>
            Add weak spot
          </Button>
        )
      }
    >
      {spots.length === 0 && !starting && <Empty>No weak spots yet. What could go wrong here, in a few words?</Empty>}
      {starting && (
        <Starter
          submit="Add weak spot"
          blanks={blanks}
          onCancel={() => start(undefined)}
          onSubmit={({ title, severity }) => {
            const score = severity === undefined ? {} : { severity: Number(severity) };
            const id = add({ touchpoint, title: title as string, ...score });
            if (id === undefined) return false;
            start(undefined);
            openWeakSpot(id);
            return true;
          }}
        />
      )}
      {spots.map((spot) => (
        <WeakSpotCard
          key={spot.id}
          spot={spot}
          open={spot.id === asked}
          onToggle={() => openWeakSpot(spot.id === asked ? undefined : spot.id)}
        />
      ))}
      <TouchpointSuggestions touchpoint={touchpoint} />
    </Section>
  );
}

const blanks: readonly Blank[] = [
  {
    name: "title",
    label: "What can go wrong here",
    placeholder: "The bag comes late",
    required: "Write what can go wrong",
  },
  {
    name: "severity",
    label: "How bad it is for the customer",
    options: [{ value: "", label: "Not judged yet" }, ...scoreOptions.severity],
  },
];
