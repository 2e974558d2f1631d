import type { Touchpoint } from "../../../shared/model/kinds.ts";
import { useInsights } from "../../state/useInsights.ts";
import { statusWords } from "../../ui/status.ts";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { useShow } from "../useShow.ts";

/** Touchpoints by name and status; a press selects one and brings it into view. */
export function TouchpointLinks({ touchpoints }: { touchpoints: readonly Touchpoint[] }) {
  const show = useShow();
  const { rollups } = useInsights();
  return (
    <LinkList>
      {touchpoints.map(({ id, title }) => {
        const worst = rollups.touchpoints[id]?.worst ?? null;
        return (
          <LinkRow
            key={id}
            status={worst}
            title={title}
            note={worst === null ? "nothing expected" : statusWords[worst]}
            onClick={() => show({ kind: "touchpoint", id })}
          />
        );
      })}
    </LinkList>
  );
}
