import { z } from "zod";
import { commands } from "../commands/registry.ts";
import { limits } from "../limits.ts";
import { journeyJsonSchema } from "../model/journeyJsonSchema.ts";
import { problemContentType, problemDocument } from "./problem.ts";
import type { Route } from "./route.ts";
import { type RouteName, routeNames, routes } from "./routes.ts";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of every route, with every command's arguments and the journey document. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const name of routeNames) {
    const route: Route = routes[name];
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Kept",
      version: "1",
      description: "Customer journeys and kept promises. Errors are RFC 9457 problem documents with a stable `code`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "kept" },
      },
      schemas: { Problem: schemaOf(problemDocument, "output"), Journey: journeyJsonSchema(), ...commandSchemas() },
    },
  };
}

function operationOf(name: RouteName, route: Route): Json {
  const body = bodySchemas[name] ?? (route.body && schemaOf(route.body, "input"));
  return {
    operationId: name,
    summary: route.summary,
    parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      [route.reply.status]: successOf(name, route),
      default: { description: "Refused", content: { [problemContentType]: { schema: ref("Problem") } } },
    },
  };
}

function successOf(name: RouteName, { reply }: Route): Json {
  if (reply.status === 204) return { description: "Done" };
  const schema = replySchemas[name] ?? schemaOf(reply.body, "output");
  return { description: reply.status === 201 ? "Made" : "As asked", content: { "application/json": { schema } } };
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query"): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

/** Where the route's own schema says less than is known. */
const bodySchemas: Partial<Record<RouteName, Json>> = {
  runCommands: { type: "array", minItems: 1, maxItems: limits.commandsPerRequest, items: ref("Command") },
  importMap: ref("Journey"),
};

const replySchemas: Partial<Record<RouteName, Json>> = { readMap: ref("Journey"), exportMap: ref("Journey") };

/** One schema a command, and the union of them all by name. */
function commandSchemas(): Record<string, Json> {
  const entries = Object.entries(commands).map(([name, { args }]): [string, Json] => [
    `command.${name}`,
    {
      type: "object",
      properties: { command: { const: name }, args: schemaOf(args, "input") },
      required: ["command", "args"],
      additionalProperties: false,
    },
  ]);
  return { Command: { oneOf: entries.map(([name]) => ref(name)) }, ...Object.fromEntries(entries) };
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
