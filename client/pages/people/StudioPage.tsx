import { useQuery } from "@tanstack/react-query";
import { peopleQueries } from "../../api/peopleQueries.ts";
import { queries } from "../../api/queries.ts";
import { NotFoundPage } from "../NotFoundPage.tsx";
import { AuditView } from "./AuditView.tsx";
import { PeopleFrame } from "./PeopleFrame.tsx";
import { StudioPeople } from "./StudioPeople.tsx";
import { StudioSettings } from "./StudioSettings.tsx";

const tabs = [
  { to: "/studio", label: "People" },
  { to: "/studio/sign-up", label: "How people join" },
  { to: "/studio/audit", label: "Log" },
];

/** The studio as its administrators see it: its people, how one joins, who did what. */
export function StudioPage({ view }: { view: string }) {
  const me = useQuery(queries.me()).data;
  const path = view === "" ? "/studio" : `/studio/${view}`;
  if (me === undefined) return null;
  // Whoever does not look after the studio is told what others are told of a page that is not there.
  if (me.account?.isAdmin !== true || !tabs.some(({ to }) => to === path)) return <NotFoundPage />;
  return (
    <PeopleFrame title="Studio" tabs={tabs} path={path}>
      {view === "" && <StudioPeople me={me.user.id} />}
      {view === "sign-up" && <StudioSettings />}
      {view === "audit" && <StudioAudit />}
    </PeopleFrame>
  );
}

function StudioAudit() {
  const people = useQuery(peopleQueries.people()).data ?? [];
  return <AuditView people={people} />;
}
