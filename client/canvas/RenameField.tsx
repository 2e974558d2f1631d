import { useEffect } from "react";
import type { CommandName } from "../../shared/commands/registry.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { useMap } from "../state/useMap.ts";
import { useRun } from "../state/useRun.ts";
import { useCanvas } from "./canvasContext.ts";
import { InlineText } from "./InlineText.tsx";

interface RenameFieldProps {
  record: RecordRef;
  field: "title" | "text" | "label";
  value: string;
  label: string;
  multiline?: boolean;
}

/** Writes a record's name where it stands; others see that it is being written. */
export function RenameField({ record: { kind, id }, field, value, label, multiline }: RenameFieldProps) {
  const { ui } = useCanvas();
  const { presence } = useMap();
  const run = useRun();
  useEffect(() => {
    presence.show({ editing: { kind, id, field } });
    return () => presence.show({ editing: null });
  }, [presence, kind, id, field]);

  return (
    <InlineText
      value={value}
      label={label}
      multiline={multiline}
      onDone={(text) => {
        if (text !== undefined) run(patchOf(kind), { id, fields: { [field]: text } });
        ui.setState({ renaming: undefined });
        document
          .querySelector<HTMLElement>(`[data-node="${CSS.escape(`${kind}:${id}`)}"]`)
          ?.focus({ preventScroll: true });
      }}
    />
  );
}

function patchOf(kind: RecordRef["kind"]): CommandName {
  return `patch${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as CommandName;
}
