import type { Play } from "../model/kinds.ts";

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

/** Phrases by fault, in English, Portuguese, Italian and Norwegian. */
const phrases: Record<"blame" | "favour" | "manager", RegExp> = {
  blame:
    /(other|another|different) (department|team|office) (made|has made|caused|forgot|is responsible)|(is|was)(n't| not) (our|my) (fault|problem|department)|you should have|your (mistake|fault)|(foi|é) (culpa|um erro) d[oae]\w* (outro|outra)?|outr[oa] (departamento|setor|equipa|equipe)|não é (nossa|minha) culpa|devia ter|l'altro (reparto|ufficio)|un altro (reparto|ufficio)|non è (colpa nostra|colpa mia)|avrebbe dovuto|(en )?annen avdeling|den andre avdelingen|ikke (vår|min) (feil|skyld)|du skulle ha/giu,
  favour:
    /as a courtesy|as a favou?r|gesture of goodwill|exceptionally for you|por cortesia|como cortesia|como um favor|a título de cortesia|per cortesia|come favore|a titolo di cortesia|in via eccezionale|som en (tjeneste|gest|velvilje)|av (ren )?velvilje|av kulanse/giu,
  manager:
    /my (manager|supervisor|boss) (will|has to|must|needs to)|i (have to|must|need to) ask my (manager|supervisor|boss)|(o|a) (meu|minha) (gerente|chefe|supervisora?) (vai|tem de|precisa|irá)|il mio (responsabile|capo|superiore) (deve|dovrà|farà|vi)|(sjefen|lederen) min (vil|må|skal)/giu,
};

const why: Record<ScriptFault, string> = {
  blame: "The customer bought from all of you. Blame inside the house sounds like an excuse.",
  favour: "Putting it right is owed, not a favour. Say what you do, not that you are kind.",
  manager: "The customer wants somebody who can help now. Say what you yourself will do.",
  questionFirst: "A question before the apology sounds like doubt. Acknowledge first.",
  order: "This step comes later in the sequence: acknowledge, understand, fix, extra, follow up.",
  noThanks: "Thank the customer for telling you: most just leave.",
};

const order = ["acknowledge", "understand", "fix", "extra", "followUp"] as const;
const thanks = /thank|obrigad|agrade|grazie|ringrazi|takk/iu;

/** Reads a play's steps and scripts for what costs trust. */
export function scriptAdvice({ steps = [] }: Pick<Play, "steps">): ScriptAdvice[] {
  const advice: ScriptAdvice[] = [];
  const say = (fault: ScriptFault, step: number, words = "") => advice.push({ fault, step, words, why: why[fault] });
  let furthest = 0;
  steps.forEach((step, index) => {
    const words = `${step.text}\n${step.script ?? ""}`;
    for (const fault of ["blame", "favour", "manager"] as const)
      for (const [found] of words.matchAll(phrases[fault])) say(fault, index, found);
    const place = order.indexOf(step.phase);
    if (place < furthest) say("order", index);
    furthest = Math.max(furthest, place);
    const isFirst = !steps.slice(0, index).some((before) => before.phase === "acknowledge");
    if (step.phase !== "acknowledge" && isFirst && words.includes("?")) say("questionFirst", index);
  });
  const understand = steps.findIndex((step) => step.phase === "understand");
  const early = steps.filter((step) => step.phase === "acknowledge" || step.phase === "understand");
  if (understand >= 0 && !early.some((step) => thanks.test(`${step.text} ${step.script ?? ""}`)))
    say("noThanks", understand);
  return advice;
}
