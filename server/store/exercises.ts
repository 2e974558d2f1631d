import type { ExerciseItem } from "../../shared/api/exercises.ts";
import { AppError } from "../../shared/errors.ts";
import type { Act, Actor, ExerciseEvent } from "../../shared/exercise/act.ts";
import { leadsToEnd } from "../../shared/exercise/judge.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "./database.ts";
import { mustBeHere, nameOfNobody, namesOf } from "./names.ts";

/** What the list shows of an exercise besides its columns. */
export type ExerciseSummary = Pick<ExerciseItem, "phase" | "plays" | "people" | "score" | "startedAt">;

/** What an exercise's row says after an event. */
export interface ExerciseHead {
  title: string;
  summary: ExerciseSummary;
  endedAt: string | null;
}

/** The rehearsals of all maps, as the acts that were done in them. A row that was written is on disk. */
export interface Exercises {
  /** Those of a map, the last planned first. */
  list(mapId: string): Promise<ExerciseItem[]>;
  /** Whether this map has this exercise. */
  has(mapId: string, id: string): Promise<boolean>;
  /**
   * Does nothing when it is there already. @throws AppError LIMIT when the map has as many as one may, SIGNED_OUT when who
   * does it was erased meanwhile.
   */
  create(mapId: string, id: string, first: ExerciseEvent, head: ExerciseHead): Promise<void>;
  /** The events after one, in order. */
  read(id: string, after: number): Promise<ExerciseEvent[]>;
  /** The event that a key stands for; undefined when there is none yet. */
  find(id: string, key: string): Promise<ExerciseEvent | undefined>;
  /**
   * False when another event has its number, or its key: it has to be judged again, after that one.
   * The people in its head get the names they have now.
   * @throws AppError LIMIT when the exercise holds as many bytes as one may; what leads to its end has room kept;
   * SIGNED_OUT when who does it was erased meanwhile.
   */
  append(id: string, key: string, event: ExerciseEvent, head: ExerciseHead): Promise<boolean>;
}

export function openExercises(db: Database): Exercises {
  const rowOf = (exerciseId: string, key: string, { seq, at, by, act }: ExerciseEvent) => ({
    exerciseId,
    seq,
    key,
    at,
    by: JSON.stringify(by),
    act: JSON.stringify(act),
  });
  return {
    async list(mapId) {
      const rows = await db
        .selectFrom("exercise")
        .selectAll()
        .where("mapId", "=", mapId)
        .orderBy("createdAt", "desc")
        .execute();
      return rows.map(({ id, title, summary, createdAt, endedAt }) => ({
        id,
        title,
        createdAt,
        endedAt,
        ...(JSON.parse(summary) as ExerciseSummary),
      }));
    },

    async has(mapId, id) {
      const row = await db
        .selectFrom("exercise")
        .select("id")
        .where("id", "=", id)
        .where("mapId", "=", mapId)
        .executeTakeFirst();
      return row !== undefined;
    },

    async create(mapId, id, first, { title, summary, endedAt }) {
      await db.transaction().execute(async (transaction) => {
        await mustBeHere(transaction, first.by.id);
        const row = { id, mapId, title, summary: JSON.stringify(summary), endedAt };
        const made = await transaction
          .insertInto("exercise")
          .values({ ...row, createdBy: first.by.id, createdAt: first.at })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows === 0n) return;
        await transaction
          .insertInto("exerciseEvent")
          .values(rowOf(id, "plan", first))
          .execute();
        const { count } = await transaction
          .selectFrom("exercise")
          .where("mapId", "=", mapId)
          .select((select) => select.fn.countAll<number | string>().as("count"))
          .executeTakeFirstOrThrow();
        if (Number(count) > limits.exercisesPerMap)
          throw new AppError("LIMIT", `A map takes ${limits.exercisesPerMap} rehearsals.`);
      });
    },

    async read(id, after) {
      const rows = await db
        .selectFrom("exerciseEvent")
        .select(["seq", "at", "by", "act"])
        .where("exerciseId", "=", id)
        .where("seq", ">", after)
        .orderBy("seq")
        .execute();
      return rows.map(eventOf);
    },

    async find(id, key) {
      const row = await db
        .selectFrom("exerciseEvent")
        .select(["seq", "at", "by", "act"])
        .where("exerciseId", "=", id)
        .where("key", "=", key)
        .executeTakeFirst();
      return row && eventOf(row);
    },

    append: (id, key, event, { title, summary, endedAt }) =>
      db.transaction().execute(async (transaction) => {
        await mustBeHere(transaction, event.by.id);
        const added = await transaction
          .insertInto("exerciseEvent")
          .values(rowOf(id, key, event))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (added.numInsertedOrUpdatedRows === 0n) return false;
        await transaction
          .updateTable("exercise")
          .set({ title, summary: JSON.stringify(await namedNow(transaction, summary)), endedAt })
          .where("id", "=", id)
          .execute();
        const { chars } = await transaction
          .selectFrom("exerciseEvent")
          .where("exerciseId", "=", id)
          .select((select) => select.fn.sum<number | string | null>(select.fn("length", ["act"])).as("chars"))
          .executeTakeFirstOrThrow();
        const kept = leadsToEnd(event) ? 0 : limits.exerciseReserveBytes;
        if (Number(chars ?? 0) > limits.exerciseBytes - kept)
          throw new AppError("LIMIT", "This rehearsal has reached its size limit. It can still be ended and reviewed.");
        return true;
      }),
  };
}

/** Who wrote the summary may have read it before somebody in it was erased. */
async function namedNow(transaction: Database, summary: ExerciseSummary): Promise<ExerciseSummary> {
  const names = await namesOf(
    transaction,
    summary.people.map(({ id }) => id),
  );
  return { ...summary, people: summary.people.map((each) => ({ ...each, name: names.get(each.id) ?? nameOfNobody })) };
}

function eventOf({ seq, at, by, act }: { seq: number; at: string; by: string; act: string }): ExerciseEvent {
  return { seq, at, by: JSON.parse(by) as Actor, act: JSON.parse(act) as Act };
}
