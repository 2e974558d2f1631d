import { Plus } from "lucide-react";
import { useState } from "react";
import type { FieldsOf } from "../../../shared/model/kinds.ts";
import { useLocalStore } from "../../state/local.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { startJump } from "../jump.ts";
import { Starter } from "../Starter.tsx";
import { useAdd } from "../usePatch.ts";
import classes from "./Plays.module.css";
import { TemplateList } from "./TemplateList.tsx";
import { WorkspaceLibrary } from "./WorkspaceLibrary.tsx";

type Way = "blank" | "template" | "library";

/** The three ways to a new plan B: blank, from a template, or from the workspace library. */
export function AddPlay({ isFirst }: { isFirst: boolean }) {
  const canEdit = useCanEdit();
  const local = useLocalStore();
  const add = useAdd("play");
  const [way, setWay] = useState<Way>();
  if (!canEdit) return undefined;
  const take = (fields: FieldsOf<"play">) => {
    const id = add(fields);
    if (id === undefined) return false;
    startJump(undefined);
    local.getState().select([{ kind: "play", id }]);
    return true;
  };
  const toggle = (next: Way) => setWay(way === next ? undefined : next);
  return (
    <>
      <div className={classes.row}>
        <Button icon={Plus} primary={isFirst} pressed={way === "blank"} onClick={() => toggle("blank")}>
          New
        </Button>
        <Button pressed={way === "template"} onClick={() => toggle("template")}>
          From template
        </Button>
        <Button pressed={way === "library"} onClick={() => toggle("library")}>
          From library
        </Button>
      </div>
      {way === "blank" && (
        <Starter
          submit="Add plan B"
          blanks={[
            {
              name: "title",
              label: "What it is for",
              placeholder: "Delay over 3 hours",
              required: "Name what it is for",
            },
          ]}
          onCancel={() => setWay(undefined)}
          onSubmit={({ title }) => take({ title: String(title) })}
        />
      )}
      {way === "template" && <TemplateList onTake={take} />}
      {way === "library" && <WorkspaceLibrary onTake={take} />}
    </>
  );
}
