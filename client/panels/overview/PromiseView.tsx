import { type MissingLink, type PromiseRow, promiseReport } from "../../../shared/alignment/promiseReport.ts";
import { staleness } from "../../../shared/alignment/staleness.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { Term } from "../fields/Term.tsx";
import { LinkList } from "../LinkRow.tsx";
import { Empty, Section } from "../Section.tsx";
import type { TermName } from "../terms.ts";
import { dayOf } from "../today.ts";
import { ExpectationLink } from "./ExpectationLink.tsx";

const missingWords: Readonly<Record<MissingLink, string>> = {
  owner: "no owner",
  keeper: "nobody named to keep it",
  place: "no place",
  standard: "no standard behind it",
  evidence: "no evidence",
};

/** Promises that ask more than they should, that nobody answers for, or that nobody looked at for a year. */
export function PromiseView() {
  const { mirror } = useMap();
  const insights = useInsights();
  useAll("promise");
  const asOf = dayOf(mirror);
  const report = promiseReport(mirror, insights, asOf);
  const over = report.filter(({ state, overPromised }) => state === "active" && overPromised);
  const orphans = report.filter(({ orphan, state }) => orphan || state === "expired");
  const broken = report.filter(({ state, missing, orphan }) => state === "active" && !orphan && missing.length > 0);
  const stale = staleness(mirror, asOf).filter((each) => each.stale === true);
  if (over.length + orphans.length + broken.length + stale.length === 0)
    return <Empty>Every promise has an owner, a place, a standard and evidence.</Empty>;
  const wording = ({ promise }: PromiseRow) => `“${mirror.read("promise", promise)?.wording ?? ""}”`;
  const list = (
    title: string,
    term: TermName | undefined,
    rows: readonly PromiseRow[],
    below: (row: PromiseRow) => string,
  ) =>
    rows.length > 0 && (
      <Section title={<Titled term={term} title={`${title}: ${rows.length}`} />}>
        <LinkList>
          {rows.map((row) => (
            <ExpectationLink key={row.promise} id={row.expectation} title={wording(row)} below={below(row)} />
          ))}
        </LinkList>
      </Section>
    );
  const statement = (row: PromiseRow) => mirror.read("expectation", row.expectation)?.statement ?? "";
  const missing = (row: PromiseRow) => `${statement(row)}: ${row.missing.map((link) => missingWords[link]).join(", ")}`;
  return (
    <>
      {list("Over-promised", "overPromises", over, statement)}
      {list("Orphans and expired", "orphans", orphans, (row) =>
        row.state === "expired" ? `expired on ${mirror.read("promise", row.promise)?.expiresOn ?? ""}` : missing(row),
      )}
      {list("Not followed through", undefined, broken, missing)}
      {stale.length > 0 && (
        <Section title={`Not looked at for a year: ${stale.length}`}>
          <LinkList>
            {stale.map(({ expectation, lastDated }) => (
              <ExpectationLink key={expectation} id={expectation} note={lastDated ?? undefined} />
            ))}
          </LinkList>
        </Section>
      )}
    </>
  );
}

function Titled({ term, title }: { term: TermName | undefined; title: string }) {
  return term === undefined ? title : <Term of={term}>{title}</Term>;
}
