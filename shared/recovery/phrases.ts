import type { Phase } from "./phases.ts";

export const phraseLanguages = { en: "English", pt: "Português", it: "Italiano", nb: "Norsk" } as const;
export type PhraseLanguage = keyof typeof phraseLanguages;

/** Good sentences for each phase, to start from: in the first person, without blame, and never as a favour. */
export const goodPhrases: Readonly<Record<PhraseLanguage, Readonly<Record<Phase, readonly string[]>>>> = {
  en: {
    acknowledge: [
      "I'm sorry. I understand this is frustrating. Let me see what I can do.",
      "I'm sorry this happened to you. I can help you with this.",
      "Take your time, I am listening.",
    ],
    understand: [
      "Thank you for telling me. What matters most to you right now?",
      "Thank you for your patience. Until when do you need it?",
      "What would be a fair solution for you?",
    ],
    fix: [
      "We will solve it together.",
      "This is what I will do now, and this is when it is done.",
      "I will stay with you until it works.",
    ],
    extra: ["This took your time. I am adding this for it.", "I am waiving the shipping for you."],
    followUp: [
      "Are you satisfied with the solution?",
      "I wanted to ask whether everything has worked since.",
      "Thank you again for telling us. This is what we have changed.",
    ],
  },
  pt: {
    acknowledge: [
      "Lamento muito. Compreendo que isto é frustrante. Deixe-me ver o que posso fazer.",
      "Peço desculpa pelo que aconteceu. Eu posso ajudar.",
      "Esteja à vontade, estou a ouvir.",
    ],
    understand: [
      "Obrigado por me dizer. O que é mais importante para si neste momento?",
      "Obrigado pela sua paciência. Até quando precisa dele?",
      "Qual seria uma solução justa para si?",
    ],
    fix: [
      "Vamos resolver isto juntos.",
      "É isto que vou fazer agora, e é até esta hora que fica pronto.",
      "Fico consigo até funcionar.",
    ],
    extra: ["Isto tomou o seu tempo. Acrescento isto por ele.", "Não vai pagar os portes de envio."],
    followUp: [
      "Ficou satisfeito com a solução?",
      "Queria saber se tudo correu bem desde então.",
      "Obrigado mais uma vez por nos ter dito. Foi isto que mudámos.",
    ],
  },
  it: {
    acknowledge: [
      "Mi dispiace, mi scusi. Capisco che è frustrante. Vediamo che cosa posso fare.",
      "Mi scuso per quello che è successo. Posso aiutarla io.",
      "Faccia con calma, la ascolto.",
    ],
    understand: [
      "Grazie per avermelo detto. Che cosa conta di più per lei adesso?",
      "Grazie per la pazienza. Entro quando le serve?",
      "Quale sarebbe per lei una soluzione giusta?",
    ],
    fix: [
      "Lo risolviamo insieme.",
      "Ecco che cosa faccio adesso, e quando sarà pronto.",
      "Resto con lei finché non funziona.",
    ],
    extra: ["Le ha fatto perdere tempo. Aggiungo questo per compensarlo.", "Non le faccio pagare la spedizione."],
    followUp: [
      "È soddisfatto della soluzione?",
      "Volevo sapere se da allora è andato tutto bene.",
      "Grazie ancora per avercelo detto. Ecco che cosa abbiamo cambiato.",
    ],
  },
  nb: {
    acknowledge: [
      "Jeg beklager. Jeg forstår at dette er frustrerende. La meg se hva jeg kan gjøre.",
      "Jeg beklager at dette skjedde deg. Dette kan jeg hjelpe deg med.",
      "Ta den tiden du trenger, jeg lytter.",
    ],
    understand: [
      "Takk for at du sier fra. Hva er viktigst for deg akkurat nå?",
      "Takk for tålmodigheten. Når trenger du det?",
      "Hva ville være en rettferdig løsning for deg?",
    ],
    fix: ["Dette løser vi sammen.", "Dette gjør jeg nå, og da er det klart.", "Jeg blir med deg til det virker."],
    extra: ["Dette tok tid for deg. Derfor legger jeg til dette.", "Du slipper å betale frakten."],
    followUp: [
      "Er du fornøyd med løsningen?",
      "Jeg ville høre om alt har fungert siden sist.",
      "Takk igjen for at du sa fra. Dette har vi endret.",
    ],
  },
};
