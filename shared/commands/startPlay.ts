import { z } from "zod";
import { newId } from "../ids.ts";
import { type Kind, kinds } from "../model/kinds.ts";
import { id } from "../model/scalars.ts";
import { checkRecord, checkRoom } from "./checks.ts";
import { defineCommand, type Fields, nameOf } from "./command.ts";
import { mustFind, newSchema, place } from "./recordCommands.ts";

const owners = ["weakSpot", "scenario", "touchpoint"] as const;

/** Makes a play and attaches it to what it is for, as one step. */
export const startPlay = defineCommand<{ for: { kind: (typeof owners)[number]; id: string }; play: Fields }>({
  args: z.strictObject({ for: z.strictObject({ kind: z.enum(owners), id }), play: newSchema("play") }),
  label: ({ for: { kind, id: owner } }, records) =>
    `start a plan B for ${nameOf(records.read(kind, owner)) || kinds[kind].word}`,
  run(edit, { for: { kind, id: owner }, play }) {
    const before = mustFind(edit, kind, owner);
    checkRoom(edit.records, "play", 1);
    const made = { ...play, id: newId(kinds.play.idPrefix) };
    const [order] = place(edit, "play", null, 1);
    checkRecord(edit.records, "play", { ...made, order });
    const plays = [...(before.plays ?? []), made.id];
    checkRecord(edit.records, kind, { ...before, plays }, new Map<Kind, Set<string>>([["play", new Set([made.id])]]));
    edit.insert("play", { ...made, order: order! });
    edit.patch(kind, owner, { plays });
    return { id: made.id };
  },
});
