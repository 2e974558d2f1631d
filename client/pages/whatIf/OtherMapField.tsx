import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries.ts";
import { SelectField } from "../../panels/fields/SelectField.tsx";
import { useMap } from "../../state/useMap.ts";

interface OtherMapFieldProps {
  value: string | undefined;
  onCommit: (map: string | undefined) => void;
}

/** Another map of one's own to stand beside this one: what is planned beside what is. */
export function OtherMapField({ value, onCommit }: OtherMapFieldProps) {
  const { mapId } = useMap();
  const maps = (useQuery(queries.maps()).data ?? []).filter(({ id }) => id !== mapId);
  if (maps.length === 0) return null;
  return (
    <SelectField
      label="Beside another map"
      isView
      value={value}
      empty="None"
      options={maps.map(({ id, title }) => ({ value: id, label: title || "Untitled map" }))}
      onCommit={(map) => onCommit(map ?? undefined)}
    />
  );
}
