import { ExercisePage } from "./ExercisePage.tsx";
import { PlanPage } from "./PlanPage.tsx";
import { RehearsalList } from "./RehearsalList.tsx";

/** The rehearsals of a map: the list, the form of a new one (`new`), or one of them. */
export function RehearsalsPage({ item }: { item: string | undefined }) {
  if (item === undefined) return <RehearsalList />;
  return item === "new" ? <PlanPage /> : <ExercisePage key={item} id={item} />;
}
