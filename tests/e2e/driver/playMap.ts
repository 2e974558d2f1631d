import { parcelMap } from "./parcelMap.ts";

/** The parcel journey with a plan B that has everything somebody on shift may need, and one that starts by itself. */
export const playMap = {
  ...parcelMap,
  plays: [
    {
      id: "stolen",
      title: "Stolen parcel",
      trigger: { text: "The customer says that it never arrived" },
      owner: "Head of delivery",
      authorityLimit: 50,
      currency: "EUR",
      escalation: "Duty manager, extension 12",
      steps: [
        {
          phase: "acknowledge",
          text: "Do not look for who is to blame",
          script: "I am sorry. That is a bad surprise. Thank you for calling; let me see what I can do.",
          withinMinutes: 15,
        },
        { phase: "understand", text: "Ask for when it is needed", script: "By when do you need it?" },
        { phase: "fix", text: "Send it again, free of charge", withinMinutes: 60, channel: "app" },
        { phase: "extra", text: "Waive shipping", cost: 6.9 },
        { phase: "followUp", text: "Ask whether it arrived", afterDays: 3 },
      ],
      alternatives: [
        { asked: "A courier within the hour", nearest: "Delivery tomorrow before nine" },
        { asked: "A charter flight or a private jet", nearest: "Express by the next scheduled flight" },
      ],
      deescalation: "I want to help you. I cannot while you shout at me. Shall we go on calmly?",
      safetyStop: "You are threatened: leave, and call security on 112",
      stopWhen: "It has arrived",
      ifItFails: "Refund at once, and the head of delivery calls",
    },
    {
      id: "late-all",
      title: "A whole round is late",
      trigger: { metric: "delay", operator: ">", threshold: 120, unit: "min", automatic: true },
      steps: [
        { phase: "acknowledge", text: "Tell everybody on the round", script: "We are sorry: your parcel is late." },
      ],
    },
  ],
  weakSpots: [{ id: "theft", touchpoint: "handover", title: "Stolen from the doorstep", plays: ["stolen"] }],
};
