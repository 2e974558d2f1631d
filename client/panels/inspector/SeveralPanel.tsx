import { Suspense } from "react";
import { type Kind, type RecordRef, kinds } from "../../../shared/model/kinds.ts";
import { useAll, useCanEdit } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { type NamedKind, PickField } from "../fields/PickField.tsx";
import { Pair, Section } from "../Section.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import { TouchpointLinks } from "./TouchpointLinks.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const NewScenario = lazyPart(async () => (await import("../whatIf/NewScenario.tsx")).NewScenario);

/** Several things at once: what they have in common can be changed in one step. */
export function SeveralPanel({ refs }: { refs: readonly RecordRef[] }) {
  const canEdit = useCanEdit();
  const run = useRun();
  const ids = new Set(refs.filter(({ kind }) => kind === "touchpoint").map(({ id }) => id));
  const touchpoints = useAll("touchpoint").filter(({ id }) => ids.has(id));
  const pick = (kind: Extract<NamedKind, "channel" | "department">, label: string) => {
    const values = new Set(touchpoints.map((each) => each[kind]));
    const [only] = values;
    return (
      <PickField
        kind={kind}
        label={label}
        term={kind}
        value={values.size === 1 ? only : undefined}
        empty={values.size > 1 ? `${values.size} different` : "–"}
        onCommit={(id) =>
          run("patchRecords", { kind: "touchpoint", ids: touchpoints.map((each) => each.id), fields: { [kind]: id } })
        }
      />
    );
  };
  return (
    <PanelFrame kind={`${refs.length} selected`} deletes={{ refs, what: countsOf(refs) }}>
      <p style={{ margin: 0 }}>{countsOf(refs)}</p>
      {touchpoints.length > 0 && (
        <>
          {canEdit && (
            <Pair>
              {pick("channel", "Channel of all")}
              {pick("department", "Department of all")}
            </Pair>
          )}
          {canEdit && (
            <Suspense>
              <NewScenario touchpoints={touchpoints.map((each) => each.id)} label="What if these were different" />
            </Suspense>
          )}
          <Section title="Selected touchpoints">
            <TouchpointLinks touchpoints={touchpoints} />
          </Section>
        </>
      )}
    </PanelFrame>
  );
}

/** `3 touchpoints, 1 note`. */
function countsOf(refs: readonly RecordRef[]): string {
  const counts = new Map<Kind, number>();
  for (const { kind } of refs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kinds[kind].word}${count === 1 ? "" : "s"}`).join(", ");
}
