import { z } from "zod";
import { statusesWorstFirst } from "../alignment/status.ts";
import { limits } from "../limits.ts";
import { label } from "../model/scalars.ts";
import { role } from "./people.ts";

export const status = z.enum(statusesWorstFirst);

const unknownOr = z.number().nullable();

/** One point of the promised and delivered lines, on the scale −1…+1 where 0 is the promise kept. */
export const curvePoint = z.object({
  touchpoint: z.string(),
  stage: z.string(),
  status,
  gap: unknownOr,
  low: unknownOr,
  high: unknownOr,
  kappa: unknownOr,
});

/** A map as home shows it. Unknown numbers are `null`. Times are ISO 8601 in UTC. */
export const mapItem = z.object({
  id: z.string(),
  title: z.string(),
  index: unknownOr,
  low: unknownOr,
  high: unknownOr,
  uncapped: unknownOr,
  veto: z.boolean(),
  coverage: unknownOr,
  worst: status.nullable(),
  openRisks: z.int(),
  brokenPromises: z.int(),
  role,
  workspace: z.string(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
  curve: z.array(curvePoint).readonly(),
});

export type MapItem = z.infer<typeof mapItem>;

/** A play as the workspace library shows it; `score` is its readiness, 0–100. */
export const libraryPlay = z.object({
  map: z.string(),
  mapTitle: z.string(),
  id: z.string(),
  title: z.string(),
  /** When it starts, as a sentence. */
  trigger: z.string().nullable(),
  owner: z.string().nullable(),
  score: z.number(),
});

export type LibraryPlay = z.infer<typeof libraryPlay>;

export const mapId = z.string().min(1).max(limits.idChars);

/** Exactly one of the three. `journey` is checked as a journey document, with every problem listed. */
export const createMap = z
  .strictObject({
    title: label.min(1).optional(),
    template: z.string().max(limits.idChars).optional(),
    journey: z.unknown().optional(),
    /** Where it belongs; else the first workspace in which one may make maps. */
    workspace: z.string().max(limits.idChars).optional(),
  })
  .refine(
    (body) => [body.title, body.template, body.journey].filter((choice) => choice !== undefined).length === 1,
    "give exactly one of title, template and journey",
  );

export const createdMap = z.object({ id: z.string() });

export const access = z.object({ role, title: z.string(), generation: z.string() });

export type Access = z.infer<typeof access>;

export const template = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  stages: z.int(),
  touchpoints: z.int(),
  expectations: z.int(),
  curve: z.array(curvePoint).readonly(),
});

export type Template = z.infer<typeof template>;

/** All or nothing, in this order, as one change. They are counted before any is looked at. */
export const runCommands = z
  .array(z.unknown())
  .min(1)
  .max(limits.commandsPerRequest)
  .pipe(z.array(z.strictObject({ command: z.string().max(limits.idChars), args: z.unknown() })));

export const ranCommands = z.object({ results: z.array(z.unknown()) });

export const exportFormats = ["json", "csv", "xlsx", "svg", "png", "pdf", "pptx", "md", "mermaid"] as const;

export const importFormats = ["json", "csv", "xlsx", "mermaid"] as const;

/** What an import would make; after a commit also `id`, the new map. */
export const importPreview = z.object({
  title: z.string(),
  /** Records by the name of their list in the journey document. */
  counts: z.record(z.string(), z.int()),
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  id: z.string().optional(),
});

export type ImportPreview = z.infer<typeof importPreview>;

export const createTicket = z.strictObject({ map: mapId });

/** `url` is the path of the sync socket with the ticket in it. Usable once, until `expiresAt`. */
export const ticket = z.object({ ticket: z.string(), url: z.string(), expiresAt: z.string() });
