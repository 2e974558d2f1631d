import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { useMap } from "../../state/useMap.ts";

const Edited = createContext<RecordRef | undefined>(undefined);

/** Says which record the fields below belong to, so that others see where one is writing. */
export function Editing({ kind, id, children }: RecordRef & { children: ReactNode }) {
  const record = useMemo(() => ({ kind, id }), [kind, id]);
  return <Edited value={record}>{children}</Edited>;
}

/** Somebody else who is in the same field now. */
export interface FieldPeer {
  name: string;
  color: string;
}

/** Tells the others when this field is entered and left, and who of them is in it. */
export function useFieldEditing(field: string): { peer: FieldPeer | undefined; enter: () => void; leave: () => void } {
  const record = use(Edited);
  const { presence } = useMap();
  const inside = useRef(false);
  const leave = useCallback(() => {
    if (!inside.current) return;
    inside.current = false;
    presence.show({ editing: null });
  }, [presence]);
  // A field that goes away is left, too.
  useEffect(() => leave, [leave]);
  const user = useSyncExternalStore(
    presence.subscribe,
    () =>
      presence
        .read()
        .find(
          ({ editing }) =>
            record !== undefined &&
            editing?.kind === record.kind &&
            editing.id === record.id &&
            editing.field === field,
        )?.user,
  );
  return {
    peer: user,
    enter: () => {
      if (record === undefined) return;
      inside.current = true;
      presence.show({ editing: { ...record, field: field.slice(0, 80) } });
    },
    leave,
  };
}
