import { openApiDocument } from "../../shared/api/openApi.ts";
import { journeyJsonSchema } from "../../shared/model/journeyJsonSchema.ts";
import { type Handlers, JsonText } from "./handler.ts";

/** What programs read to know how to talk to the studio. Each is written once, when first asked for. */
export function descriptionHandlers(): Handlers<"readOpenApi" | "readJourneySchema"> {
  let openApi: JsonText | undefined;
  let journeySchema: JsonText | undefined;
  return {
    readOpenApi: () => (openApi ??= new JsonText(JSON.stringify(openApiDocument()))),
    readJourneySchema: () => (journeySchema ??= new JsonText(JSON.stringify(journeyJsonSchema()))),
  };
}
