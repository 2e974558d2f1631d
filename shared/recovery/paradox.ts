import type { Scenario } from "../model/kinds.ts";

export type ParadoxVerdict = "eligible" | "unlikely" | "impossible";

export type ParadoxReason =
  | "SEVERE"
  | "REPEAT"
  | "DOUBLE_DEVIATION"
  | "PREVENTABLE"
  | "PREVENTABLE_BELIEF"
  | "FORESEEABLE"
  | "NO_EXTRA"
  | "FOLLOW_UP_MISSED"
  | "WEAK_RECOVERY"
  | "UNKNOWN";

export type Incident = NonNullable<Scenario["incident"]>;

export interface Paradox {
  verdict: ParadoxVerdict;
  reasons: ParadoxReason[];
  /** Always said, whatever the verdict. */
  cautions: string[];
}

/** What must be known before anybody may count on the paradox. */
export const needed = ["severity", "priorFailures", "preventable", "foreseeable", "extra", "recoveryRating"] as const;

/**
 * Whether a recovered customer may come out happier than one who met no failure. Conditions after Magnini et al.
 * (2007), Maxham & Netemeyer (2002) and McCollough et al. (2000); an unknown counts as unlikely.
 * @param incident severity 1–5, prior failures in the look-back, recovery rating 1–7; what is missing is unknown.
 */
export function recoveryParadox(incident: Incident): Paradox {
  const { severity, priorFailures, preventable, foreseeable, recoveryRating } = incident;
  const explained = incident.thirdPartyExplanation === true;
  const hasFailedAgain = incident.recoveryFailed === true || incident.fixed === false;
  const against: [isSo: boolean, reason: ParadoxReason][] = [
    [severity === 5, "SEVERE"],
    [(priorFailures ?? 0) >= 1, "REPEAT"],
    [hasFailedAgain, "DOUBLE_DEVIATION"],
    [preventable === "yes" && !explained && (severity ?? 0) >= 3, "PREVENTABLE"],
  ];
  const doubts: [isSo: boolean, reason: ParadoxReason][] = [
    [severity === 4, "SEVERE"],
    [preventable === "yes" || preventable === "partly", "PREVENTABLE_BELIEF"],
    [foreseeable === true, "FORESEEABLE"],
    [incident.extra === false, "NO_EXTRA"],
    [incident.followUpMissed === true, "FOLLOW_UP_MISSED"],
    [recoveryRating !== undefined && recoveryRating < 6, "WEAK_RECOVERY"],
    [needed.some((input) => incident[input] === undefined), "UNKNOWN"],
  ];
  const impossible = reasonsOf(against);
  const unlikely = reasonsOf(doubts);
  const verdict = impossible.length > 0 ? "impossible" : unlikely.length > 0 ? "unlikely" : "eligible";
  return {
    verdict,
    reasons: impossible.length > 0 ? impossible : unlikely,
    cautions: [
      "If it works, it works on satisfaction only: no effect on loyalty, word of mouth or image is proven (de Matos, Henrique & Rossi 2007).",
      "Never make a failure in order to recover from it.",
      ...(severity === 3 ? ["Keep the extra in proportion: one hotel study needed just over 80% of the price."] : []),
    ],
  };
}

/**
 * How many of some incidents the paradox could work for at all: an upper bound, since being eligible is not yet being
 * pleased. What is unknown of an incident counts against it.
 */
export function paradoxCeiling(incidents: readonly Incident[]): { described: number; eligible: number } {
  const eligible = incidents.filter((incident) => recoveryParadox(incident).verdict === "eligible").length;
  return { described: incidents.length, eligible };
}

function reasonsOf(rules: [isSo: boolean, reason: ParadoxReason][]): ParadoxReason[] {
  return rules.filter(([isSo]) => isSo).map(([, reason]) => reason);
}
