/** The beginning of a text, without half of a character at its end. */
export function cut(text: string, maxChars: number): string {
  return text.slice(0, maxChars).replace(/\p{Surrogate}$/u, "");
}
