import { useRef } from "react";
import type { Verb } from "../../shared/model/difference.ts";
import { useScene } from "./canvasContext.ts";
import classes from "./DifferenceLayer.module.css";
import { useFollowView } from "./useFollowView.ts";

/** What is marked on the canvas: cards and notes by `touchpoint:<id>`, `note:<id>`. */
export type Marks = ReadonlyMap<string, Verb>;

const words = { added: "Added since", changed: "Changed since", removed: "Removed since" } as const;

/** Says on each card and note what became of it since. */
export function DifferenceLayer({ marks }: { marks: Marks }) {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const { cards, notes } = useScene(({ layout }) => layout);
  return (
    <div ref={element} className={classes.layer}>
      {[...marks].map(([key, verb]) => {
        const [kind, ...id] = key.split(":");
        const box = (kind === "note" ? notes : cards).get(id.join(":"));
        if (box === undefined) return null;
        const { x: left, y: top, width, height } = box;
        return (
          <div key={key} className={classes.mark} data-verb={verb} style={{ left, top, width, height }}>
            <span className={classes.word}>{words[verb]}</span>
          </div>
        );
      })}
    </div>
  );
}
