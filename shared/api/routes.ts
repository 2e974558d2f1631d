import { z } from "zod";
import { playRun } from "../recovery/playRun.ts";
import * as comments from "./comments.ts";
import * as exercises from "./exercises.ts";
import { insights } from "./insights.ts";
import * as maps from "./maps.ts";
import * as people from "./people.ts";
import { peopleRoutes } from "./peopleRoutes.ts";
import { done, made, ok, type Route } from "./route.ts";
import * as runs from "./runs.ts";
import * as versions from "./versions.ts";

const ofMap = z.object({ map: maps.mapId });
const ofRun = z.object({ map: maps.mapId, run: maps.mapId });
const ofLink = z.object({ map: maps.mapId, link: z.string().min(1).max(200) });
const ofComment = z.object({ map: maps.mapId, comment: comments.commentId });
const ofExercise = z.object({ map: maps.mapId, exercise: exercises.exerciseId });
const ofVersion = z.object({ map: maps.mapId, version: maps.mapId });
const flag = z.enum(["true", "false"]).optional();

/** Every route under /api, once: the server registers this list, the OpenAPI document and the rights table read it. */
export const routes = {
  readSetup: {
    method: "GET",
    path: "/api/v1/setup",
    summary: "Whether this studio has an owner yet",
    reply: ok(people.setup),
  },
  claimOwner: {
    method: "POST",
    path: "/api/v1/owner/claim",
    summary: "Become the owner with the one-time token that the server printed at its start; signs in",
    body: people.claimOwner,
    reply: made(people.me),
  },
  signIn: {
    method: "POST",
    path: "/api/auth/sign-in/email",
    summary: "Sign in with e-mail address and password",
    body: people.signIn,
    reply: ok(people.signedIn),
  },
  signOut: { method: "POST", path: "/api/auth/sign-out", summary: "End one's session here", reply: done },
  readMe: { method: "GET", path: "/api/v1/me", summary: "Who is asking", reply: ok(people.me) },
  leaveAsGuest: { method: "DELETE", path: "/api/v1/me", summary: "End a guest's session", reply: done },
  listMaps: {
    method: "GET",
    path: "/api/v1/maps",
    summary: "The maps one may open, the last changed first; with bin=true those in the bin",
    query: z.strictObject({ bin: flag }),
    reply: ok(z.array(maps.mapItem)),
  },
  createMap: {
    method: "POST",
    path: "/api/v1/maps",
    summary: "Make a map: a blank one by its title, one from a template, or one from a journey document",
    body: maps.createMap,
    reply: made(maps.createdMap),
  },
  readMap: {
    method: "GET",
    path: "/api/v1/maps/:map",
    summary: "The journey document as it is now",
    params: ofMap,
    reply: ok(z.looseObject({})),
  },
  deleteMap: {
    method: "DELETE",
    path: "/api/v1/maps/:map",
    summary: "To the bin, restorable for 30 days; with forever=true a map in the bin is gone",
    params: ofMap,
    query: z.strictObject({ forever: flag }),
    reply: done,
  },
  restoreMap: {
    method: "POST",
    path: "/api/v1/maps/:map/restore",
    summary: "Out of the bin",
    params: ofMap,
    reply: done,
  },
  readAccess: {
    method: "GET",
    path: "/api/v1/maps/:map/access",
    summary: "What one may do with a map",
    params: ofMap,
    reply: ok(maps.access),
  },
  runCommands: {
    method: "POST",
    path: "/api/v1/maps/:map/commands",
    summary: "Change a map, all or nothing; answered when it is saved",
    params: ofMap,
    body: maps.runCommands,
    reply: ok(maps.ranCommands),
  },
  readInsights: {
    method: "GET",
    path: "/api/v1/maps/:map/insights",
    summary: "Everything the model computes for a map",
    params: ofMap,
    reply: ok(insights),
  },
  exportMap: {
    method: "GET",
    path: "/api/v1/maps/:map/export",
    summary: "The map as a file",
    params: ofMap,
    query: z.strictObject({ format: z.enum(maps.exportFormats).default("json") }),
    reply: ok(z.looseObject({})),
  },
  importMap: {
    method: "POST",
    path: "/api/v1/import",
    summary: "A preview of what a file would make; with commit=true a new map of it",
    query: z.strictObject({
      format: z.enum(maps.importFormats).default("json"),
      commit: flag,
      /** Where the map belongs; else the first workspace in which one may make maps. */
      workspace: z.string().max(200).optional(),
    }),
    body: z.unknown(),
    reply: ok(maps.importPreview),
  },
  listRuns: {
    method: "GET",
    path: "/api/v1/maps/:map/runs",
    summary: "The runs of a map's plans B, the newest 500; with play=<id> those of one",
    params: ofMap,
    query: z.strictObject({ play: maps.mapId.optional() }),
    reply: ok(z.array(runs.storedRun)),
  },
  putRun: {
    method: "PUT",
    path: "/api/v1/maps/:map/runs/:run",
    summary: "Keep a run under its own id, once however often it is sent; only its author may continue it",
    params: ofRun,
    body: playRun,
    reply: ok(runs.storedRun),
  },
  createTicket: {
    method: "POST",
    path: "/api/v1/tickets",
    summary: "A one-use ticket for the sync socket of a map",
    body: maps.createTicket,
    reply: made(maps.ticket),
  },
  listTemplates: {
    method: "GET",
    path: "/api/v1/templates",
    summary: "The journeys one may start from",
    reply: ok(z.array(maps.template)),
  },
  listPlays: {
    method: "GET",
    path: "/api/v1/plays",
    summary: "The plays (plans B) of all maps one may open, to take one over",
    reply: ok(z.array(maps.libraryPlay)),
  },
  listExercises: {
    method: "GET",
    path: "/api/v1/maps/:map/exercises",
    summary: "The rehearsals of a map, the last planned first",
    params: ofMap,
    reply: ok(z.array(exercises.exerciseItem)),
  },
  createExercise: {
    method: "POST",
    path: "/api/v1/maps/:map/exercises",
    summary: "Plan a rehearsal; who does is its facilitator",
    params: ofMap,
    body: exercises.createExercise,
    reply: made(exercises.createdExercise),
  },
  readExercise: {
    method: "GET",
    path: "/api/v1/maps/:map/exercises/:exercise",
    summary: "What happened in a rehearsal, from the beginning or after an event",
    params: ofExercise,
    query: z.strictObject({
      after: z
        .string()
        .regex(/^\d{1,9}$/, "must be a number")
        .optional(),
    }),
    reply: ok(exercises.exerciseRead),
  },
  actInExercise: {
    method: "POST",
    path: "/api/v1/maps/:map/exercises/:exercise/acts",
    summary: "Do something in a rehearsal; answered when it is saved",
    params: ofExercise,
    body: exercises.sendAct,
    reply: ok(exercises.exerciseRead),
  },
  listVersions: {
    method: "GET",
    path: "/api/v1/maps/:map/versions",
    summary: "What the map was: versions that somebody named and those made by themselves, the newest first",
    params: ofMap,
    reply: ok(z.array(versions.versionItem)),
  },
  createVersion: {
    method: "POST",
    path: "/api/v1/maps/:map/versions",
    summary: "Keep the map as it is now, under a name",
    params: ofMap,
    body: versions.nameVersion,
    reply: made(versions.versionItem),
  },
  nameVersion: {
    method: "PUT",
    path: "/api/v1/maps/:map/versions/:version",
    summary: "Name a version, or name it otherwise; one with a name is kept",
    params: ofVersion,
    body: versions.nameVersion,
    reply: ok(versions.versionItem),
  },
  deleteVersion: {
    method: "DELETE",
    path: "/api/v1/maps/:map/versions/:version",
    summary: "Delete a version for good; the map stays as it is",
    params: ofVersion,
    reply: done,
  },
  readVersion: {
    method: "GET",
    path: "/api/v1/maps/:map/versions/:version",
    summary: "The journey document as it was at a version",
    params: ofVersion,
    reply: ok(z.looseObject({})),
  },
  readVersionState: {
    method: "GET",
    path: "/api/v1/maps/:map/versions/:version/state",
    summary: "A version as a document of the sync protocol: one update, in base 64",
    params: ofVersion,
    reply: ok(versions.versionState),
  },
  compareVersion: {
    method: "GET",
    path: "/api/v1/maps/:map/versions/:version/difference",
    summary: "What became different from a version to now, record by record",
    params: ofVersion,
    reply: ok(z.array(versions.recordDifference)),
  },
  restoreVersion: {
    method: "POST",
    path: "/api/v1/maps/:map/versions/:version/restore",
    summary: "Make the map what it was at a version; what is there now is kept as a version of its own",
    params: ofVersion,
    reply: ok(versions.restoredVersion),
  },
  listChanges: {
    method: "GET",
    path: "/api/v1/maps/:map/changes",
    summary: "Who changed what, the newest first; of one record with record=<kind>:<id>, or up to one version",
    params: ofMap,
    query: versions.askChanges,
    reply: ok(versions.changeList),
  },
  listComments: {
    method: "GET",
    path: "/api/v1/maps/:map/comments",
    summary: "The threads of comments on a map, open ones first, the newest 500",
    params: ofMap,
    reply: ok(z.array(comments.thread)),
  },
  putComment: {
    method: "PUT",
    path: "/api/v1/maps/:map/comments/:comment",
    summary: "Comment on a map or a record of it, answer in a thread, or change one's own comment",
    params: ofComment,
    body: comments.putComment,
    reply: ok(comments.thread),
  },
  deleteComment: {
    method: "DELETE",
    path: "/api/v1/maps/:map/comments/:comment",
    summary: "Delete one's own comment; an owner of the map may delete any",
    params: ofComment,
    reply: done,
  },
  resolveThread: {
    method: "PUT",
    path: "/api/v1/maps/:map/comments/:comment/resolved",
    summary: "Mark a thread as done, or open it again",
    params: ofComment,
    body: comments.resolveThread,
    reply: ok(comments.thread),
  },
  listLinks: {
    method: "GET",
    path: "/api/v1/maps/:map/links",
    summary: "The share links of a map that are in force",
    params: ofMap,
    reply: ok(z.array(people.shareLink)),
  },
  createLink: {
    method: "POST",
    path: "/api/v1/maps/:map/links",
    summary: "A link by which guests join the map; its address is shown this once",
    params: ofMap,
    body: people.createLink,
    reply: made(people.createdLink),
  },
  revokeLink: {
    method: "DELETE",
    path: "/api/v1/maps/:map/links/:link",
    summary: "End a share link; the guests who came by it are signed out at once",
    params: ofLink,
    reply: done,
  },
  peekLink: {
    method: "POST",
    path: "/api/v1/links/peek",
    summary: "What a share link leads to",
    body: people.peekLink,
    reply: ok(people.peekedLink),
  },
  openLink: {
    method: "POST",
    path: "/api/v1/links/open",
    summary: "Join a map by a share link, with a name",
    body: people.openLink,
    reply: ok(people.openedLink),
  },
  readJourneySchema: {
    method: "GET",
    path: "/api/v1/schema/journey.json",
    summary: "JSON Schema of the journey document",
    reply: ok(z.looseObject({})),
  },
  readOpenApi: {
    method: "GET",
    path: "/api/v1/openapi.json",
    summary: "This description",
    reply: ok(z.looseObject({})),
  },
  ...peopleRoutes,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

export const routeNames = Object.keys(routes) as RouteName[];

type Infer<R, K extends string> = R extends { [P in K]: infer S extends z.ZodType } ? z.infer<S> : undefined;

export type ParamsOf<N extends RouteName> = Infer<(typeof routes)[N], "params">;
export type QueryOf<N extends RouteName> = Infer<(typeof routes)[N], "query">;
export type BodyOf<N extends RouteName> = Infer<(typeof routes)[N], "body">;
export type ReplyOf<N extends RouteName> = Infer<(typeof routes)[N]["reply"], "body">;
