import type { ReactNode } from "react";
import { useInsights } from "../../state/useInsights.ts";
import { useMap } from "../../state/useMap.ts";
import { LinkRow } from "../LinkRow.tsx";
import { useShow } from "../useShow.ts";

interface ExpectationLinkProps {
  id: string;
  /** Instead of the expectation's own words. */
  title?: ReactNode;
  /** Instead of the name of its touchpoint. */
  below?: ReactNode;
  note?: ReactNode;
}

/** A line that leads to an expectation at its touchpoint. */
export function ExpectationLink({ id, title, below, note }: ExpectationLinkProps) {
  const { mirror } = useMap();
  const insights = useInsights();
  const show = useShow();
  const expectation = mirror.read("expectation", id);
  if (expectation === undefined) return undefined;
  const { statement, touchpoint } = expectation;
  return (
    <LinkRow
      status={insights.expectations[id]?.status ?? null}
      title={title ?? statement}
      below={below ?? mirror.read("touchpoint", touchpoint)?.title}
      note={note}
      onClick={() => show({ kind: "touchpoint", id: touchpoint }, id)}
    />
  );
}
