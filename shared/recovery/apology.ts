const phrases = [
  "sorry|apolog\\p{L}*|regret\\p{L}*",
  "desculp\\p{L}*|lamento|lamentamos|perd[aã]o|sinto muito|sentimos muito",
  "scus\\p{L}*|(di)?spiac\\p{L}*|rammaric\\p{L}*|lamentiamo|perdon\\p{L}*",
  "beklag\\p{L}*|unnskyld\\p{L}*|lei (meg|oss|for)|leit",
];

/**
 * Words of apology in the languages the studio advises on: English, Portuguese, Italian, Norwegian. Whole words by
 * Unicode, since `\b` takes ã for the end of a word.
 */
const apologies = new RegExp(`(?<!\\p{L})(${phrases.join("|")})(?!\\p{L})`, "iu");

/** Whether a text says sorry. */
export function saysSorry(text: string): boolean {
  return apologies.test(text);
}
