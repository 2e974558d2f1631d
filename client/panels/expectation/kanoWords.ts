import type { KanoClass } from "../../../shared/alignment/kano.ts";

/** Kano classes in words, the usual one first. */
export const kanoWords: readonly { value: KanoClass; label: string }[] = [
  { value: "O", label: "More is better" },
  { value: "M", label: "Must-be: missed, never praised" },
  { value: "A", label: "Delighter: praised, never missed" },
  { value: "I", label: "Indifferent" },
  { value: "R", label: "Unwanted" },
  { value: "Q", label: "Unclear: ask again" },
];
