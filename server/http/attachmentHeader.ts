/** Long enough to tell maps apart, short enough for every file system. */
const maxNameChars = 100;

/**
 * A Content-Disposition that saves as `title.extension` in every browser and cannot break out of the header (RFC 6266):
 * a plain name for old browsers, and the full one encoded.
 */
export function attachmentHeader(title: string, extension: string): string {
  const safe = title
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "")
    .replace(/[/\\:*?"<>|]/g, "-")
    .replace(/^[.\s]+/, "");
  const name = `${Array.from(safe).slice(0, maxNameChars).join("") || "map"}.${extension}`;
  const plain = name.replace(/[^\x20-\x7e]|[%;]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
