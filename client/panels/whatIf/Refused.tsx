import type { Refusal } from "../../../shared/whatif/scenarioStudy.ts";
import { useAll } from "../../state/useMap.ts";
import { TouchpointLinks } from "../inspector/TouchpointLinks.tsx";
import { Notice } from "../inspector/Notice.tsx";

/** Why there is no result, with a way to each touchpoint in question. */
export function Refused({ refusal }: { refusal: Refusal }) {
  const ids = new Set(refusal.touchpoints);
  const touchpoints = useAll("touchpoint").filter(({ id }) => ids.has(id));
  return (
    <>
      <Notice>{refusal.refused} Let a connection lead some of them on, to the journey’s end or to giving up.</Notice>
      <TouchpointLinks touchpoints={touchpoints} />
    </>
  );
}
