import { expect, test } from "vitest";
import type { AuditEntry } from "../../../shared/api/workspaces.ts";
import { actionWords, actorWords, auditActions, detailWords } from "../../../client/pages/people/auditWords.ts";
import type { Route } from "../../../shared/api/route.ts";
import { routeNames, routes } from "../../../shared/api/routes.ts";

const entry = (given: Partial<AuditEntry>): AuditEntry => ({
  id: "1",
  at: "2024-05-01T10:00:00.000Z",
  actor: { id: "a", name: "Ada", kind: "account" },
  action: "signIn",
  object: null,
  address: null,
  result: "done",
  details: {},
  ...given,
});
const sentence = (given: Partial<AuditEntry>) => `${actorWords(entry(given))} ${actionWords(entry(given))}`;
const grace = { kind: "account", id: "g", name: "Grace" };
const map = { kind: "map", id: "m", name: "Parcel" };

test("PP12 the log says in a sentence who did what", () => {
  expect(sentence({ action: "setMemberRole", object: grace, details: { role: "viewer" } })).toBe(
    "Ada gave Grace the role viewer",
  );
  expect(
    sentence({ action: "invite", object: { kind: "workspace", id: "w", name: "Care" }, details: { role: "editor" } }),
  ).toBe("Ada invited somebody as editor");
  expect(sentence({ action: "deleteMap", object: map, details: { forever: "false" } })).toBe(
    "Ada put “Parcel” into the bin",
  );
  expect(sentence({ action: "deleteMap", object: { ...map, name: null }, details: { forever: "true" } })).toBe(
    "Ada deleted a map for ever",
  );
  expect(sentence({ action: "changePerson", object: grace, details: { isDisabled: "true" } })).toBe(
    "Ada disabled the account of Grace",
  );
  expect(sentence({ action: "changePerson", object: grace, details: { hasSecondFactor: "false" } })).toBe(
    "Ada turned the second step off for Grace",
  );
  expect(sentence({ actor: { id: "b", name: "Ben", kind: "guest" }, action: "openLink" })).toBe(
    "Ben (guest) came by a share link",
  );
});

test("PP12 whoever signs in is said by his account, and a refusal is not said as done", () => {
  expect(sentence({ actor: null, object: grace })).toBe("Grace signed in");
  expect(sentence({ actor: null, object: grace, result: "refused" })).toBe(
    "Somebody unknown did not get in with e-mail and password as Grace",
  );
  expect(sentence({ actor: null, result: "refused" })).toBe(
    "Somebody unknown did not get in with e-mail and password as nobody who is known here",
  );
});

test("PP12 an action of a newer server is said by its own name, and its details beside it", () => {
  const given = { action: "paintMap", details: { colour: "red", code: "FORBIDDEN" }, address: "192.0.2.1" };
  expect(sentence(given)).toBe("Ada did “paint map”");
  expect(detailWords(entry(given))).toEqual(["colour: red", "reason: not allowed", "192.0.2.1"]);
  expect(detailWords(entry({ action: "setMemberRole", object: grace, details: { role: "viewer" } }))).toEqual([]);
});

test("PP12 one can filter by actions that there are, and each is said differently", () => {
  const beside = ["finishSso"];
  expect(auditActions.filter(({ value }) => ![...routeNames, ...beside].some((name) => name === value))).toEqual([]);
  expect(new Set(auditActions.map(({ label }) => label)).size).toBe(auditActions.length);
  expect(auditActions.map(({ label }) => label).join()).not.toMatch(/[{}|]/);
});

test("PP12 every route that changes something is said in words, besides those that are content or a question", () => {
  const unsaid = [
    "runCommands",
    "putRun",
    "createExercise",
    "actInExercise",
    "putComment",
    "resolveThread",
    "createTicket",
    "peekLink",
    "peekInvitation",
    "sendSignInLink",
    "sendResetLink",
    "askForInvitation",
    "startSso",
  ];
  const said = new Set([...auditActions.map(({ value }) => value), ...unsaid]);
  const changing = routeNames.filter((name) => (routes[name] as Route).method !== "GET");
  expect(changing.filter((name) => !said.has(name))).toEqual([]);
});
