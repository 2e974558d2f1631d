import { humanFallback } from "../../../shared/alignment/humanFallback.ts";
import type { Records } from "../../../shared/model/records.ts";
import { useAll } from "../../state/useMap.ts";
import { Term } from "../fields/Term.tsx";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { useShow } from "../useShow.ts";
import classes from "./Overview.module.css";

const words = { none: "nobody on hand", unknown: "the map does not say", person: "a person on hand" } as const;

/** Whether a customer can reach a person in each stage; the stages without come first. */
export function FallbackView({ records }: { records: Records }) {
  useAll("touchpoint");
  const titles = new Map(useAll("stage").map(({ id, title }) => [id, title]));
  useAll("channel");
  const show = useShow();
  const order = Object.keys(words);
  const rows = humanFallback(records).toSorted((a, b) => order.indexOf(a.fallback) - order.indexOf(b.fallback));
  return (
    <>
      <p className={classes.lead}>
        Every stage needs <Term of="humanFallback">a person on hand</Term> for when the automatic way fails.
      </p>
      <LinkList>
        {rows.map(({ stage, fallback }) => (
          <LinkRow
            key={stage}
            title={titles.get(stage) ?? ""}
            note={<span className={fallback === "none" ? classes.alarm : undefined}>{words[fallback]}</span>}
            onClick={() => show({ kind: "stage", id: stage })}
          />
        ))}
      </LinkList>
    </>
  );
}
