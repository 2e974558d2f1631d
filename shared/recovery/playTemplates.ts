import type { JourneyRecord } from "../model/kinds.ts";

/** A plan B to start from: what it is for, and the play without owner, limit and rehearsal, which only the team can give. */
export interface PlayTemplate {
  id: string;
  when: string;
  play: Omit<JourneyRecord<"play">, "id">;
}

/** Starting points from the literature of service recovery; nothing in them names a company or claims a result. */
export const playTemplates: readonly PlayTemplate[] = [
  {
    id: "delay",
    when: "A service runs hours late and everybody waits",
    play: {
      title: "Delay over 3 hours",
      trigger: {
        text: "Predicted delay over 3 hours",
        metric: "delay",
        operator: ">",
        threshold: 180,
        unit: "min",
        automatic: true,
      },
      lost: "Hours, plans, perhaps a connection",
      steps: [
        {
          phase: "acknowledge",
          text: "Tell everybody affected before they ask",
          script:
            "I am sorry. I understand this is frustrating. Here is what I can do for you. Thank you for your patience.",
          justice: "interactional",
          withinMinutes: 10,
        },
        {
          phase: "understand",
          text: "Ask who has a connection, a child, medicine or an event",
          justice: "procedural",
          withinMinutes: 20,
        },
        {
          phase: "fix",
          text: "Offer the choice of the next services",
          justice: "distributive",
          withinMinutes: 30,
          givesBack: true,
        },
        {
          phase: "extra",
          text: "Food and drink voucher, without being asked",
          justice: "distributive",
          withinMinutes: 30,
        },
        { phase: "followUp", text: "Ask whether the solution was good", justice: "interactional", afterDays: 3 },
      ],
      alternatives: [{ asked: "Another carrier", nearest: "The next own service, or a refund" }],
      stopWhen: "Everybody affected is on the way or has a refund",
      ifItFails: "The duty manager takes over and decides on the spot",
    },
  },
  {
    id: "cancellation",
    when: "What was bought does not take place",
    play: {
      title: "Cancellation: a choice and a voucher",
      trigger: {
        text: "Status is cancelled",
        metric: "status",
        operator: "=",
        threshold: "CANCELLED",
        automatic: true,
      },
      lost: "The thing itself, on that day",
      steps: [
        {
          phase: "acknowledge",
          text: "Say it first, with the cause in plain words",
          script: "I am sorry that this will not take place. Thank you for bearing with us. We will solve it together.",
          justice: "interactional",
          withinMinutes: 10,
        },
        {
          phase: "understand",
          text: "Ask: what would be a fair solution for you?",
          justice: "procedural",
          withinMinutes: 20,
        },
        {
          phase: "fix",
          text: "The same day, of the customer's choice, or the money back",
          justice: "distributive",
          withinMinutes: 60,
          givesBack: true,
        },
        { phase: "extra", text: "A voucher for another time", justice: "distributive", withinMinutes: 120 },
        { phase: "followUp", text: "Call afterwards", justice: "interactional", afterDays: 5 },
      ],
      stopWhen: "The customer has chosen",
      ifItFails: "Money back in full, and a call by the owner",
    },
  },
  {
    id: "replace",
    when: "A product fails soon after it was bought",
    play: {
      title: "Replace instead of repair",
      trigger: {
        text: "Faulty within 30 days",
        metric: "age of the product",
        operator: "<=",
        threshold: 30,
        unit: "days",
      },
      lost: "A working product, and the time to bring it back",
      steps: [
        {
          phase: "acknowledge",
          text: "Apologise and thank for bringing it",
          script: "I am sorry it failed. Thank you for telling me. I can help you with this.",
          justice: "interactional",
          withinMinutes: 5,
        },
        { phase: "understand", text: "Ask what it is needed for, and until when", justice: "procedural" },
        {
          phase: "fix",
          text: "Hand over a new one, not a repaired one",
          justice: "distributive",
          withinMinutes: 30,
          givesBack: true,
        },
        { phase: "extra", text: "Move the data or the settings", justice: "distributive" },
        { phase: "followUp", text: "Ask whether the new one works", justice: "interactional", afterDays: 7 },
      ],
      stopWhen: "The new one works in the customer's hands",
      ifItFails: "Refund, and the customer keeps what works",
    },
  },
  {
    id: "parcel",
    when: "It went wrong, and it was not our fault",
    play: {
      title: "Stolen parcel",
      trigger: { text: "The customer reports that it never arrived" },
      lost: "What was ordered, perhaps for a day that matters",
      steps: [
        {
          phase: "acknowledge",
          text: "Do not look for who is to blame",
          script: "I am sorry. That is a bad surprise. Thank you for calling; let me see what I can do.",
          justice: "interactional",
          withinMinutes: 15,
        },
        { phase: "understand", text: "Ask for when it is needed", justice: "procedural" },
        {
          phase: "fix",
          text: "Send it again, free of charge",
          justice: "distributive",
          withinMinutes: 60,
          givesBack: true,
        },
        { phase: "extra", text: "Fastest shipping, waived", justice: "distributive" },
        { phase: "followUp", text: "Ask whether it arrived", justice: "interactional", afterDays: 3 },
      ],
      stopWhen: "It has arrived",
      ifItFails: "Refund at once",
    },
  },
  {
    id: "exception",
    when: "A customer needs what the rules do not foresee",
    play: {
      title: "Exception request",
      trigger: { text: "Something irreversible depends on it, and time is short" },
      exception: true,
      escalation: "Duty manager, reached within 10 minutes",
      lost: "What cannot be had again",
      steps: [
        {
          phase: "acknowledge",
          text: "Own it: whoever is asked stays with the customer",
          script: "I can help you with this. I am sorry it is not simple. Thank you for explaining it.",
          justice: "interactional",
          withinMinutes: 5,
        },
        {
          phase: "understand",
          text: "Ask how many hours are left, and what is lost after them",
          justice: "procedural",
          withinMinutes: 10,
        },
        {
          phase: "fix",
          text: "Say yes, or have the escalation find another way in time",
          justice: "distributive",
          withinMinutes: 30,
          givesBack: true,
        },
        { phase: "extra", text: "One person goes along until it is done", justice: "interactional" },
        {
          phase: "followUp",
          text: "Write down what was agreed where the next colleague finds it",
          justice: "procedural",
          afterDays: 1,
        },
      ],
      alternatives: [{ asked: "Charter something", nearest: "Another carrier in the same window" }],
      stopWhen: "The customer has what could not wait",
      ifItFails: "The escalation buys it from somebody else",
    },
  },
  {
    id: "billing",
    when: "A bill is wrong",
    play: {
      title: "Billing error",
      trigger: { text: "The customer disputes an amount" },
      lost: "Money, and trust in the next bill",
      steps: [
        {
          phase: "acknowledge",
          text: "Believe it first",
          script: "I am sorry about this amount. Thank you for checking. I will put it right.",
          justice: "interactional",
          withinMinutes: 15,
        },
        { phase: "understand", text: "Read the bill together", justice: "procedural" },
        {
          phase: "fix",
          text: "Correct it and confirm the new amount in writing",
          justice: "distributive",
          withinMinutes: 60,
          givesBack: true,
        },
        { phase: "extra", text: "Credit for the time it took", justice: "distributive" },
        { phase: "followUp", text: "Check the next bill before it goes out", justice: "procedural", afterDays: 30 },
      ],
      stopWhen: "The corrected bill is with the customer",
      ifItFails: "No payment is due until it is solved",
    },
  },
  {
    id: "outage",
    when: "A service is down for many at once",
    play: {
      title: "Outage",
      trigger: {
        text: "Down for more than 15 minutes",
        metric: "outage",
        operator: ">",
        threshold: 15,
        unit: "min",
        automatic: true,
      },
      lost: "Work and time, for everybody at once",
      steps: [
        {
          phase: "acknowledge",
          text: "Post it where customers look, with the time of the next update",
          script: "We are sorry: the service is down. Thank you for your reports. The next update comes in 30 minutes.",
          justice: "interactional",
          withinMinutes: 15,
        },
        { phase: "understand", text: "Find out who cannot wait", justice: "procedural", withinMinutes: 30 },
        {
          phase: "fix",
          text: "Restore it, or offer a way around",
          justice: "distributive",
          withinMinutes: 120,
          givesBack: true,
        },
        { phase: "extra", text: "Credit the lost time without being asked", justice: "distributive" },
        { phase: "followUp", text: "Publish the cause and what changes", justice: "procedural", afterDays: 5 },
      ],
      stopWhen: "The service is back and the last update is out",
      ifItFails: "The owner speaks to the customers hit hardest",
    },
  },
];
