import { kindNames, type RecordRef } from "../../shared/model/kinds.ts";
import { mapPath } from "./place.ts";

/** The address of a map that selects a record and brings it into view. */
export function showPath(map: string, { kind, id }: RecordRef): string {
  return `${mapPath(map)}?${new URLSearchParams({ show: `${kind}:${id}` })}`;
}

/** The record that an address asks to be shown; undefined when it asks for none. */
export function readShown(search: string): RecordRef | undefined {
  const [, name, id] = /^(\w+):(.+)$/su.exec(new URLSearchParams(search).get("show") ?? "") ?? [];
  const kind = kindNames.find((each) => each === name);
  return kind === undefined || id === undefined ? undefined : { kind, id };
}
