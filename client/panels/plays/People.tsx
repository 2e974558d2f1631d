import type { Play } from "../../../shared/model/kinds.ts";
import { TextField } from "../fields/TextField.tsx";
import { Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { Place, PlayFold } from "./places.tsx";

/** Who starts it and answers for it. */
export function People({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  return (
    <PlayFold group="people" title="Owner and deputy" note={play.owner ?? "owner missing"}>
      <Pair>
        <Place of="owner">
          <TextField
            label="Owner"
            value={play.owner}
            placeholder="Who starts it"
            onCommit={(owner) => patch({ owner })}
          />
        </Place>
        <Place of="deputy">
          <TextField
            label="Deputy"
            value={play.deputy}
            placeholder="Who does when they cannot"
            onCommit={(deputy) => patch({ deputy })}
          />
        </Place>
      </Pair>
    </PlayFold>
  );
}
