/** Domains as people write them: by lines or commas, with or without an @. */
export function readDomains(text: string): string[] {
  const domains = text.split(/[\s,;]+/).map((domain) => domain.replace(/^@/, "").toLowerCase());
  return [...new Set(domains.filter((domain) => domain !== ""))];
}
