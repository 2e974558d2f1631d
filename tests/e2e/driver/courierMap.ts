/** A courier whose parcel cannot wait: a way of an exception with a time window, an escalation and a play for it. */
export const courierMap = {
  format: "kept.journey",
  version: 1,
  title: "Transplant courier",
  stages: [{ id: "gate", title: "At the gate" }],
  lanes: [{ id: "customer", title: "Customer", kind: "touchpoints" }],
  touchpoints: [{ id: "boarding", stage: "gate", lane: "customer", title: "Boards with the organ" }],
  weakSpots: [
    {
      id: "refused",
      touchpoint: "boarding",
      title: "The courier is refused at the gate",
      effect: "The 14 hours of the organ run out",
      severity: 10,
      occurrence: 4,
      detection: 6,
      plays: ["exception"],
    },
  ],
  scenarios: [
    {
      id: "gate-refusal",
      title: "Refused at the gate",
      story:
        "A courier carries an organ that lives for 14 hours. The gate agent refuses to let the box on board. The last connection leaves in 40 minutes.",
      touchpoints: { boarding: { failure: 0.2 } },
      plays: ["exception"],
      incident: { severity: 5 },
    },
  ],
  plays: [
    {
      id: "exception",
      title: "Medical exception at the gate",
      trigger: { text: "Somebody asks for an exception with a time window", automatic: true },
      owner: "Duty manager",
      deputy: "Station manager",
      authorityLimit: 5000,
      currency: "EUR",
      pastRemedyCosts: [900, 4000],
      exception: true,
      escalation: "Call the duty line, then charter a flight",
      severities: [1, 2, 3, 4, 5],
      steps: [
        {
          phase: "acknowledge",
          text: "Say sorry and take the request seriously",
          script: "I am sorry. I see that this cannot wait.",
          withinMinutes: 3,
        },
        { phase: "understand", text: "Ask for the time window" },
        { phase: "fix", text: "Call the duty line for the exception", withinMinutes: 10 },
        { phase: "extra", text: "Walk the courier to the seat" },
        { phase: "followUp", text: "Ask the hospital whether it arrived", afterDays: 1 },
      ],
    },
  ],
} as const;
