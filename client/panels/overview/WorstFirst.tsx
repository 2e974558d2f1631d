import { useMemo, useState } from "react";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { formatSigned } from "../measure/numbers.ts";
import { Empty, Section } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import { worstFirst } from "./worstFirst.ts";

/** As many as one takes in at a glance. */
const first = 8;

/** Broken and endangered expectations, the worst first; each leads to its touchpoint. */
export function WorstFirst() {
  const expectations = useAll("expectation");
  useAll("touchpoint");
  const { mirror } = useMap();
  const insights = useInsights().expectations;
  const show = useShow();
  const [all, setAll] = useState(false);
  const troubles = useMemo(() => worstFirst(expectations, insights), [expectations, insights]);
  const shown = all ? troubles : troubles.slice(0, first);
  return (
    <Section title={troubles.length === 0 ? "Worst first" : `Worst first: ${troubles.length} broken or at risk`}>
      {troubles.length === 0 && <Empty>Nothing is broken or at risk, as far as it is measured.</Empty>}
      <LinkList>
        {shown.map(({ expectation: { id, statement, touchpoint }, insight }) => (
          <LinkRow
            key={id}
            status={insight.status}
            title={statement}
            below={mirror.read("touchpoint", touchpoint)?.title}
            note={insight.gap === null ? "" : formatSigned(insight.gap, 2)}
            onClick={() => show({ kind: "touchpoint", id: touchpoint }, id)}
          />
        ))}
      </LinkList>
      {troubles.length > first && (
        <span>
          <Button onClick={() => setAll(!all)}>{all ? "Show fewer" : `Show all ${troubles.length}`}</Button>
        </span>
      )}
    </Section>
  );
}
