import { describe, expect, test } from "vitest";
import { breakEvenShare, lifetimeValue, replacementCost } from "../../../shared/recovery/customerValue.ts";
import { type ScriptFault, scriptAdvice } from "../../../shared/recovery/script.ts";
import { playsStartedBy, triggerStarts } from "../../../shared/recovery/trigger.ts";

describe("script advice", () => {
  const faultsOf = (text: string): ScriptFault[] =>
    scriptAdvice({ steps: [{ phase: "acknowledge", text }] }).map((advice) => advice.fault);

  test.each([
    ["The other department made a mistake", "blame"],
    ["Foi culpa do outro departamento", "blame"],
    ["L'altro reparto ha sbagliato", "blame"],
    ["Det er ikke vår feil", "blame"],
    ["As a courtesy we refund you", "favour"],
    ["Come favore le diamo un buono", "favour"],
    ["My manager will call you", "manager"],
    ["Sjefen min vil ringe deg", "manager"],
    ["That is not my job", "blame"],
    ["It's company policy", "blame"],
    ["You should have read the terms", "blame"],
    ["O sistema não permite", "blame"],
    ["Isto devia ter sido visto por si", "blame"],
    ["Il sistema non permette il rimborso", "blame"],
    ["È colpa sua", "blame"],
    ["Du burde ha lest vilkårene", "blame"],
    ["Slik er reglene", "blame"],
    ["A gesture of goodwill from us", "favour"],
    ["A título de cortesia oferecemos um vale", "favour"],
    ["In via eccezionale le rimborsiamo il biglietto", "favour"],
    ["Unntaksvis gir vi deg pengene tilbake", "favour"],
    ["I'll have to check with my supervisor", "manager"],
    ["O meu chefe vai ligar", "manager"],
    ["Tenho de falar com o meu supervisor", "manager"],
    ["Il mio responsabile la richiamerà", "manager"],
    ["Jeg må spørre sjefen", "manager"],
  ])("RC7 %s is %s", (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });

  test.each([
    "I am sorry",
    "I can help you with this",
    "Let me see what I can do",
    "This is not your fault",
    "It isn’t your fault",
    "It isn't your fault",
    "Non è colpa sua",
    "Lamento muito",
    "Mi dispiace",
    "Jeg beklager",
  ])("RC7 “%s” passes", (text) => expect(faultsOf(text)).toEqual([]));

  test("RC8 questions before rapport, wrong order and missing thanks are found", () => {
    const advice = scriptAdvice({
      steps: [
        { phase: "understand", text: "Did you click the right link?" },
        { phase: "acknowledge", text: "I am sorry" },
      ],
    });
    expect(advice.map(({ fault, step }) => [fault, step])).toEqual([
      ["questionFirst", 0],
      ["order", 1],
      ["noThanks", 0],
    ]);
  });
});

describe("rapport", () => {
  const faults = (script: string) =>
    scriptAdvice({ steps: [{ phase: "acknowledge", text: "Answer", script }] }).map(({ fault }) => fault);

  test("RC8 (F58) a question in the first words comes after the apology, too", () => {
    expect(faults("Did you click the right link? I am sorry.")).toEqual(["questionFirst"]);
    expect(faults("I am sorry. Did you get a reference number?")).toEqual([]);
    expect(faults("Mi scusi. Come posso aiutarla?")).toEqual([]);
  });
});

describe("trigger", () => {
  const trigger = { metric: "delay", operator: ">", threshold: 180 } as const;

  test("RC9 180 minutes do not start it, 181 do", () => {
    expect(triggerStarts(trigger, 180)).toBe(false);
    expect(triggerStarts(trigger, 181)).toBe(true);
    expect(triggerStarts({ operator: "=", threshold: "CANCELLED" }, "cancelled ")).toBe(true);
    expect(triggerStarts({ text: "somebody calls" }, 3)).toBeUndefined();
  });

  test("RC9 only plays of that metric are asked", () => {
    const play = { id: "p", order: "a0", title: "Delay", trigger };
    expect(playsStartedBy([play], "Delay", 200).map(({ starts }) => starts)).toEqual([true]);
    expect(playsStartedBy([play], "price", 200)).toEqual([]);
  });
});

test("RC10 what a customer is worth", () => {
  expect(replacementCost(20)).toEqual([100, 500]);
  expect(lifetimeValue(40, 3, 10, 0.8)).toBeCloseTo(535.6, 1);
  expect(lifetimeValue(40, 3, 10, 1)).toBe(1_200);
  expect(breakEvenShare(50, 535.6)).toBeCloseTo(0.0934, 4);
  expect(breakEvenShare(50, 0)).toBeUndefined();
});
