import { Plus } from "lucide-react";
import { useState } from "react";
import { useLocalStore } from "../../state/local.ts";
import { goTo, mapPath, place, readMapPlace } from "../../state/place.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { useWhatIf } from "../../state/useWhatIf.ts";
import { Button } from "../../ui/Button.tsx";
import { Starter } from "../Starter.tsx";
import { useAdd } from "../usePatch.ts";
import { useShow } from "../useShow.ts";

interface NewScenarioProps {
  /** Touchpoints that it is to change. */
  touchpoints?: readonly string[];
  /** What the button says. */
  label?: string;
}

/** Makes a scenario by its name and opens it. It remembers the map as it is now. */
export function NewScenario({ touchpoints = [], label = "New scenario" }: NewScenarioProps) {
  const canEdit = useCanEdit();
  const [isOpen, setOpen] = useState(false);
  const { mapId } = useMap();
  const local = useLocalStore();
  const whatIf = useWhatIf();
  const add = useAdd("scenario");
  const show = useShow();
  if (!canEdit) return null;
  if (!isOpen)
    return (
      <span>
        <Button icon={Plus} onClick={() => setOpen(true)}>
          {label}
        </Button>
      </span>
    );
  return (
    <Starter
      blanks={[
        {
          name: "title",
          label: "What if …",
          required: "Name it in a few words",
          placeholder: "the hub closes for a day",
        },
      ]}
      submit="Make the scenario"
      onCancel={() => setOpen(false)}
      onSubmit={({ title }) => {
        const base = whatIf?.base(undefined);
        const id = add({
          title: title as string,
          touchpoints: Object.fromEntries(touchpoints.map((touchpoint) => [touchpoint, {}])),
          ...(base !== undefined && { base }),
        });
        if (id === undefined) return false;
        setOpen(false);
        // Made on a page beside the map, it opens where it is worked on.
        const isBeside = readMapPlace(place.read().path)?.view === "what-if";
        if (isBeside) local.getState().openLayer("scenarios");
        show({ kind: "scenario", id });
        if (isBeside) goTo(mapPath(mapId));
        return true;
      }}
    />
  );
}
