import { nameOfNobody } from "../store/names.ts";

/** A copy of a JSON value in which whoever is named beside that id has no name. */
export function withoutName(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutName(item, id));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutName(item, id)]));
  return copy.id === id && typeof copy.name === "string" ? { ...copy, name: nameOfNobody } : copy;
}
