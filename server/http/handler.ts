import type { FastifyReply, FastifyRequest } from "fastify";
import type { Role, User } from "../../shared/api/people.ts";
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteName } from "../../shared/api/routes.ts";
import { AppError } from "../../shared/errors.ts";
import { must } from "../../shared/assert.ts";
import { type AccountWho, type Who, roleOn } from "../auth/who.ts";

/** Routes whose body may be long work to read: it comes to the handler as text, for the thread. */
const textRoutes = ["createMap", "importMap", "runCommands"] as const satisfies readonly RouteName[];

export type TextRoute = (typeof textRoutes)[number];

export function isTextRoute(action: string | undefined): action is TextRoute {
  return (textRoutes as readonly (string | undefined)[]).includes(action);
}

/** A request that the guard let through and whose parts fit the contract. */
export interface Asked<N extends RouteName> {
  who: Who;
  params: ParamsOf<N>;
  query: QueryOf<N>;
  body: N extends TextRoute ? string : BodyOf<N>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A reply that is JSON already, of the shape that the contract names. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Answer<N extends RouteName> = ReplyOf<N> | JsonText;

/** Answers one route with the body of its success. @throws AppError for everything else. */
export type Handler<N extends RouteName> = (asked: Asked<N>) => Promise<Answer<N>> | Answer<N>;

export type Handlers<N extends RouteName = RouteName> = { [K in N]: Handler<K> };

/** The role that who asks has on the map that the address names. */
export function roleHere({ who, place }: Pick<FastifyRequest, "who" | "place">): Role {
  const map = must(place.map, "the address names a map");
  return must(roleOn(who, map), "the guard lets in only who has a role");
}

/** The account that asks, on a route that the policy opens to accounts alone. @throws AppError FORBIDDEN. */
export function accountOf(who: Who): AccountWho {
  if (who.kind !== "account") throw new AppError("FORBIDDEN", "This is for somebody who is signed in with an account.");
  return who;
}

/** The person who asks, on a route that the policy closes to strangers. @throws AppError SIGNED_OUT. */
export function userOf(who: Who): User {
  if (who.kind === "anonymous") throw new AppError("SIGNED_OUT", "Please sign in.");
  return who.user;
}
