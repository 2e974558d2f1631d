/** Words of apology in the languages the studio advises on: English, Portuguese, Italian, Norwegian. */
const apologies =
  /\b(sorry|apolog\w*|regret|desculp\w*|lament\w*|perd[aã]o|scus\w*|spiac\w*|rammaric\w*|beklag\w*|unnskyld\w*|lei (meg|oss))/iu;

/** Whether a text says sorry. */
export function saysSorry(text: string): boolean {
  return apologies.test(text);
}
