import { z } from "zod";
import { mapFields } from "../model/journey.ts";
import { defineCommand, type Fields } from "./command.ts";

/** Changes what the map says of itself; `null` removes an optional field. */
export const patchMap = defineCommand<{ fields: Fields }>({
  args: z.strictObject({
    fields: z.strictObject({
      title: mapFields.title.optional(),
      context: mapFields.context.nullable(),
      state: mapFields.state.nullable(),
      asOf: mapFields.asOf.nullable(),
      settings: mapFields.settings.nullable(),
    }),
  }),
  label: ({ fields }) => ("title" in fields ? "rename the map" : "change the map's settings"),
  run(edit, { fields }) {
    edit.patchMap(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined])));
    return {};
  },
});
