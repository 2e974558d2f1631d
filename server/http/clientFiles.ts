import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { AppError } from "../../shared/errors.ts";
import { nonceOf } from "./headers.ts";

const noncePlace = /__CSP_NONCE__/g;

/**
 * Serves the built client: its files by name, and its page for every other address, which the client's router reads.
 * @param dir of index.html; while nothing is built there, pages answer 503.
 */
export async function addClientFiles(app: FastifyInstance, dir: string): Promise<void> {
  const page = existsSync(join(dir, "index.html")) ? readFileSync(join(dir, "index.html"), "utf8") : undefined;
  const files = page === undefined ? new Set<string>() : filesUnder(dir);
  files.delete("index.html");
  await app.register(fastifyStatic, {
    root: dir,
    serve: false,
    cacheControl: false,
    preCompressed: true,
    suppressWarning: true,
  });

  const sendPage = (reply: FastifyReply) => {
    if (page === undefined) throw new AppError("UNAVAILABLE", "The pages are not built. Run npm run build.");
    const html = page.replace(noncePlace, nonceOf(reply.raw));
    return reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(html);
  };

  app.get("/*", { config: { action: "page" } }, (request, reply) => {
    const { "*": path } = request.params as { "*": string };
    if (files.has(path)) {
      const isHashed = path.startsWith("assets/");
      void reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      return reply.sendFile(path);
    }
    const looksLikeFile = path.startsWith("assets/") || path.startsWith("sync/") || /\.\w{1,5}$/.test(path);
    if (looksLikeFile) throw new AppError("NOT_FOUND", "There is no such file.");
    return sendPage(reply);
  });
}

/** Paths of the files, with forward slashes. The built client does not change while the process runs. */
function filesUnder(dir: string): Set<string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Set(files.map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/")));
}
