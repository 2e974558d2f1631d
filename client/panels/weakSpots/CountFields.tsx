import { fullSettings } from "../../../shared/model/settings.ts";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { useMapFields } from "../../state/useMap.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { ShareField } from "../fields/ShareField.tsx";
import { Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";

/** What was counted at a weak spot, and what one failure costs; an empty field is unknown or the map's default. */
export function CountFields({ spot }: { spot: WeakSpot }) {
  const patch = usePatch("weakSpot", spot.id);
  const defaults = fullSettings(useMapFields().settings);
  const percent = (share: number) => String(Number((share * 100).toPrecision(6)));
  return (
    <Pair>
      <NumberField
        label="Passages counted"
        term="passages"
        value={spot.passages}
        whole
        min={0}
        onCommit={(passages) => patch({ passages })}
      />
      <NumberField
        label="Failures among them"
        value={spot.failures}
        whole
        min={0}
        max={spot.passages}
        onCommit={(failures) => patch({ failures })}
      />
      <ShareField
        label="Usual failure share"
        term="prior"
        value={spot.prior}
        placeholder={percent(defaults.prior)}
        onCommit={(prior) => patch({ prior })}
      />
      <ShareField
        label="Noticed in time"
        term="detectedShare"
        value={spot.detected}
        placeholder={percent(defaults.detected)}
        onCommit={(detected) => patch({ detected })}
      />
      <NumberField
        label="Loss per case"
        term="lossPerCase"
        value={spot.lossPerCase}
        min={0}
        onCommit={(lossPerCase) => patch({ lossPerCase })}
      />
    </Pair>
  );
}
