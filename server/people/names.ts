import type { Database } from "../store/database.ts";

/** What stands where somebody's name was. */
export const nameOfNobody = "Somebody who left";

/** The names of accounts and guests as they are now, by id; who is not here any more is missing. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const users = await db.selectFrom("user").where("id", "in", ids).select(["id", "name"]).execute();
  const guests = await db.selectFrom("guest").where("id", "in", ids).select(["id", "name"]).execute();
  return new Map([...users, ...guests].map(({ id, name }) => [id, name]));
}

/** A copy of a JSON value in which whoever is named beside that id has no name. */
export function withoutName(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutName(item, id));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutName(item, id)]));
  return copy.id === id && typeof copy.name === "string" ? { ...copy, name: nameOfNobody } : copy;
}
