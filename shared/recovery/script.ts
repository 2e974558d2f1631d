import type { Play } from "../model/kinds.ts";
import { saysSorry } from "./apology.ts";
import { phasesInOrder } from "./phases.ts";

export type ScriptFault = "blame" | "favour" | "manager" | "questionFirst" | "order" | "noThanks";

/** Advice on the words of a play: where, what was found, and why it costs trust. Never a refusal. */
export interface ScriptAdvice {
  fault: ScriptFault;
  /** Index of the step. */
  step: number;
  /** The words found, as written; empty when it is their place that matters. */
  words: string;
  why: string;
}

/** Phrases by fault, one list a language: English, Portuguese, Italian, Norwegian. */
const phrases: Record<"blame" | "favour" | "manager", readonly string[]> = {
  blame: [
    "(other|another|different) (department|team|office|branch) (made|has made|caused|forgot|is responsible)",
    "(is|was)(n['’]t| not) (our|my) (fault|problem|department|job|responsibility)",
    "you (should|must) have|you failed to|if you had only|(?<!not |n['’]t )your (own )?(mistake|fault)",
    "(it['’]?s|that['’]?s|that is|it is) (company|our) policy|there['’]?s nothing (i|we) can do|the system (won['’]t|does not|doesn['’]t) (let|allow)",
    "(foi|é) (culpa|um erro) d[oae]\\w* (outro|outra)?|outr[oa] (departamento|setor|sector|equipa|equipe)",
    "não é (nossa|minha) (culpa|responsabilidade)|(não é|isso não é) comigo|devia ter|deveria ter|(a|por) sua própria culpa",
    "é a política da empresa|o sistema não (deixa|permite)|não (posso|podemos) fazer nada",
    "l['’]altro (reparto|ufficio)|un altro (reparto|ufficio)|non è (colpa|responsabilità) (nostra|mia)",
    "avrebbe dovuto|(?<!non )è colpa (sua|vostra)|è la politica aziendale|il sistema non (permette|consente)|non (posso|possiamo) farci niente",
    "(en )?annen avdeling|den andre avdelingen|ikke (vår|min) (feil|skyld|avdeling|jobb)",
    "du skulle ha|du burde ha|(?<!ikke )din egen feil|systemet (lar|tillater) (meg|oss)? ?ikke|slik er reglene|det er ingenting (jeg|vi) kan gjøre",
  ],
  favour: [
    "as a courtesy|as a (special )?favou?r|(gesture|token) of good ?will|exceptionally for you|as a one[- ]time exception|out of kindness|we are being generous",
    "por cortesia|como cortesia|como (um )?favor|a título de cortesia|a título excecional|a título excepcional|um gesto de boa vontade|excecionalmente|excepcionalmente",
    "per cortesia|come favore|a titolo di cortesia|in via (del tutto )?eccezionale|un gesto di buona volontà|facciamo un['’]eccezione",
    "som en (tjeneste|gest|velvilje|unntaksordning)|av (ren )?velvilje|av kulanse|på kulanse|unntaksvis",
  ],
  manager: [
    "my (manager|supervisor|boss) (will|has to|must|needs to|would have to)|i['’]?(ll| will)? ?(have to|must|need to) (ask|check with|speak to) my (manager|supervisor|boss)|(speak|talk) to (a|my) (manager|supervisor)",
    "(o|a) (meu|minha) (gerente|chefe|supervisora?|responsável) (vai|tem de|tem que|precisa|irá)|(tenho de|tenho que|preciso de) (perguntar|falar com) (ao|à|o|a) (meu|minha) (gerente|chefe|supervisora?)",
    "il mio (responsabile|capo|superiore) (deve|dovrà|farà|vi|la)|devo (chiedere|parlare) (al|con il) mio (responsabile|capo|superiore)",
    "(sjefen|lederen) min (vil|må|skal)|jeg må (spørre|snakke med) (sjefen|lederen)",
  ],
};

const faultPatterns = (["blame", "favour", "manager"] as const).map(
  (fault) => [fault, new RegExp(phrases[fault].join("|"), "giu")] as const,
);

const why: Record<ScriptFault, string> = {
  blame: "The customer bought from all of you. Blame inside the house sounds like an excuse.",
  favour: "Putting it right is owed, not a favour. Say what you do, not that you are kind.",
  manager: "The customer wants somebody who can help now. Say what you yourself will do.",
  questionFirst: "A question before the apology sounds like doubt. Acknowledge first.",
  order: "This step comes later in the sequence: acknowledge, understand, fix, extra, follow up.",
  noThanks: "Thank the customer for telling you: most just leave.",
};

const thanks = /thank|obrigad|agrade|grazie|ringrazi|takk/iu;

/** Reads a play's steps and scripts for what costs trust. */
export function scriptAdvice({ steps = [] }: Pick<Play, "steps">): ScriptAdvice[] {
  const advice: ScriptAdvice[] = [];
  const say = (fault: ScriptFault, step: number, words = "") => advice.push({ fault, step, words, why: why[fault] });
  let furthest = 0;
  steps.forEach((step, index) => {
    const words = `${step.text}\n${step.script ?? ""}`;
    for (const [fault, pattern] of faultPatterns)
      for (const [found] of words.matchAll(pattern)) say(fault, index, found);
    const place = phasesInOrder.indexOf(step.phase);
    if (place < furthest) say("order", index);
    furthest = Math.max(furthest, place);
    const isFirst = !steps.slice(0, index).some((before) => before.phase === "acknowledge");
    if (isFirst && asksFirst(step)) say("questionFirst", index);
  });
  const understand = steps.findIndex((step) => step.phase === "understand");
  const early = steps.filter((step) => step.phase === "acknowledge" || step.phase === "understand");
  if (understand >= 0 && !early.some((step) => thanks.test(`${step.text} ${step.script ?? ""}`)))
    say("noThanks", understand);
  return advice;
}

/** Whether a step that nobody acknowledged before asks something ahead of an apology. */
function asksFirst({ phase, text, script = "" }: NonNullable<Play["steps"]>[number]): boolean {
  if (phase !== "acknowledge") return `${text}\n${script}`.includes("?");
  const [before = "", ...rest] = script.split("?");
  return rest.length > 0 && !saysSorry(before) && !saysSorry(text);
}
