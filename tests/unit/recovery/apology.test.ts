import { expect, test } from "vitest";
import { saysSorry } from "../../../shared/recovery/apology.ts";

test.each([
  "We are so sorry",
  "We apologise for the wait",
  "We regret what happened",
  "Sinto muito pelo atraso",
  "Sentimos muito",
  "Pedimos desculpa",
  "Lamentamos o sucedido",
  "Perdão pela espera",
  "Mi dispiace molto",
  "Siamo spiacenti",
  "Ci scusiamo per il ritardo",
  "Lamentiamo l’accaduto",
  "Beklager ventetiden",
  "Unnskyld",
  "Vi er lei oss for dette",
])("RC6 “%s” is an apology", (text) => {
  expect(saysSorry(text)).toBe(true);
});

test.each([
  "Thank you for waiting",
  "Your flight to Sorrento is late",
  "Obrigado por nos dizer",
  "É lamentável",
  "Sente-se, por favor",
  "Ha ragione di lamentarsi",
  "Lei ha diritto a un rimborso",
  "Lei fornisce il codice",
  "Takk for at du sier fra",
  "Vi har fått klagen din",
])("RC6 “%s” is none", (text) => {
  expect(saysSorry(text)).toBe(false);
});
