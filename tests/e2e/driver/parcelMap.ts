/** A small journey with every kind of status, as a program would send it. */
export const parcelMap = {
  format: "kept.journey",
  version: 1,
  title: "Parcel to the door",
  asOf: "2024-06-01",
  departments: [
    { id: "marketing", name: "Marketing" },
    { id: "delivery", name: "Delivery" },
  ],
  channels: [{ id: "app", name: "App", online: true }],
  stages: [
    { id: "ordering", title: "Ordering" },
    { id: "waiting", title: "Waiting" },
    { id: "door", title: "At the door" },
  ],
  lanes: [
    { id: "customer", title: "Customer", kind: "touchpoints" },
    { id: "depot", title: "Depot", kind: "backstage" },
    { id: "lines", title: "Promised and delivered", kind: "curve" },
  ],
  touchpoints: [
    { id: "checkout", stage: "ordering", lane: "customer", title: "Pays", channel: "app", department: "marketing" },
    { id: "tracking", stage: "waiting", lane: "customer", title: "Looks up when it comes", channel: "app" },
    { id: "handover", stage: "door", lane: "customer", title: "Takes the parcel", department: "delivery" },
    { id: "sorting", stage: "waiting", lane: "depot", title: "Sorts parcels", department: "delivery" },
  ],
  connections: [{ id: "pays-tracks", from: "checkout", to: "tracking", probability: 0.9, label: "paid" }],
  expectations: [
    {
      id: "pays-easily",
      touchpoint: "checkout",
      statement: "Paying takes a minute",
      measure: { kind: "share", direction: "higher" },
      adequate: 0.8,
      desired: 0.98,
    },
    {
      id: "on-time",
      touchpoint: "tracking",
      statement: "It comes in the hour that the app names",
      measure: { kind: "share", direction: "higher", unit: "min", threshold: 60, within: "atMost" },
      adequate: 0.6,
      desired: 0.95,
    },
    { id: "unhurt", touchpoint: "handover", statement: "It arrives unhurt", measure: { kind: "boolean" } },
  ],
  promises: [
    { id: "a-minute", expectation: "pays-easily", wording: "Paid in a minute", level: 0.9, where: "Checkout page" },
    { id: "the-hour", expectation: "on-time", wording: "In the hour we name", level: 0.8, where: "App" },
  ],
  evidence: [
    { id: "paid", expectation: "pays-easily", grade: "system", n: 1000, met: 970, observedOn: "2024-05-31" },
    { id: "came", expectation: "on-time", grade: "system", n: 400, met: 120, observedOn: "2024-05-31" },
  ],
} as const;
