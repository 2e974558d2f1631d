import { assert } from "../../shared/assert.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import type { Journey } from "../../shared/model/journey.ts";
import airlineDisruption from "./airlineDisruption.json" with { type: "json" };
import bankCardDispute from "./bankCardDispute.json" with { type: "json" };
import ecommerceDelivery from "./ecommerceDelivery.json" with { type: "json" };
import hospitalEmergency from "./hospitalEmergency.json" with { type: "json" };
import saasOnboarding from "./saasOnboarding.json" with { type: "json" };
import telecomFault from "./telecomFault.json" with { type: "json" };

/** The template that is there to open when the studio starts for the first time. */
export const sampleTemplateId = "airline-disruption";

/** The journeys that a new map may start from, by id; each is checked like any import. */
export const templates: ReadonlyMap<string, Journey> = new Map(
  Object.entries({
    [sampleTemplateId]: airlineDisruption,
    "bank-card-dispute": bankCardDispute,
    "ecommerce-delivery": ecommerceDelivery,
    "hospital-emergency": hospitalEmergency,
    "saas-onboarding": saasOnboarding,
    "telecom-fault": telecomFault,
  }).map(([id, document]) => {
    const parsed = parseJourney(document);
    assert("journey" in parsed, `The template ${id} is not a journey document.`);
    return [id, parsed.journey];
  }),
);
