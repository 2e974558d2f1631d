import type { Status } from "../../shared/alignment/insights.ts";
import { statusColors, statusWords } from "./status.ts";

/** One shape per status on a 12 × 12 field, told apart without colour: solid, crossed or hollow. */
export const statusPaths: Readonly<Record<Status, { d: string; solid: boolean }>> = {
  exceeded: { d: "M6 1.2 11.3 10.6H.7Z", solid: true },
  kept: { d: "M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6Z", solid: true },
  atRisk: { d: "M6 .6 11.4 6 6 11.4.6 6Z", solid: true },
  broken: { d: "M2 2l8 8M10 2l-8 8", solid: false },
  unmeasured: { d: "M6 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4Z", solid: false },
  unpromised: { d: "M6 1.4 10.6 6 6 10.6 1.4 6Z", solid: false },
};

interface StatusMarkProps {
  status: Status;
  /** Edge in pixels; 12 unless told. */
  size?: number;
  /** Says the word to a screen reader; leave out where the word stands beside the mark. */
  labelled?: boolean;
}

/** A status as its shape in its colour. */
export function StatusMark({ status, size = 12, labelled = false }: StatusMarkProps) {
  const { d, solid } = statusPaths[status];
  const color = statusColors(status).mark;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role={labelled ? "img" : undefined}
      aria-label={labelled ? statusWords[status] : undefined}
      aria-hidden={labelled ? undefined : true}
      data-status={status}
      focusable="false"
      style={{ flex: "none" }}
    >
      <path
        d={d}
        fill={solid ? color : "none"}
        stroke={solid ? "none" : color}
        strokeWidth={status === "broken" ? 2.6 : 1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
