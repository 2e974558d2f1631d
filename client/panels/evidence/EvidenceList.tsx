import { ClipboardPaste, Plus } from "lucide-react";
import { useState } from "react";
import type { Evidence, Expectation } from "../../../shared/model/kinds.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty, Section } from "../Section.tsx";
import { Starter } from "../Starter.tsx";
import { useAdd } from "../usePatch.ts";
import { evidenceBlanks } from "./evidenceBlanks.ts";
import { EvidenceItem } from "./EvidenceItem.tsx";
import classes from "./EvidenceList.module.css";
import { PasteEvidence } from "./PasteEvidence.tsx";

interface EvidenceListProps {
  expectation: Expectation;
  evidence: readonly Evidence[];
  /** The one that counts: the strongest that is not too old. */
  chosen: string | null;
  /** What customers just accept; null when nobody knows. */
  adequate: number | null;
}

/** What is known of the delivery of one expectation. */
export function EvidenceList({ expectation, evidence, chosen, adequate }: EvidenceListProps) {
  const canEdit = useCanEdit();
  const add = useAdd("evidence");
  const [mode, setMode] = useState<"list" | "add" | "paste">("list");
  const close = () => setMode("list");
  return (
    <Section
      title={evidence.length > 1 ? `${evidence.length} pieces of evidence` : "Evidence"}
      actions={
        canEdit &&
        mode === "list" && (
          <span className={classes.actions}>
            <Button icon={ClipboardPaste} onClick={() => setMode("paste")}>
              Paste
            </Button>
            <Button icon={Plus} onClick={() => setMode("add")}>
              Add evidence
            </Button>
          </span>
        )
      }
    >
      {evidence.length === 0 && mode === "list" && (
        <Empty>No evidence yet. How often, how long, how good was it really? Paste figures or add one.</Empty>
      )}
      {evidence.map((item) => (
        <EvidenceItem
          key={item.id}
          evidence={item}
          expectation={expectation}
          counts={item.id === chosen}
          adequate={adequate}
        />
      ))}
      {mode === "add" && (
        <Starter
          submit="Add evidence"
          blanks={evidenceBlanks(expectation.measure)}
          onCancel={close}
          onSubmit={(values) => {
            const done = add({ ...values, expectation: expectation.id }) !== undefined;
            if (done) close();
            return done;
          }}
        />
      )}
      {mode === "paste" && <PasteEvidence expectation={expectation} onClose={close} />}
    </Section>
  );
}
