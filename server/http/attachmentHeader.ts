/**
 * A Content-Disposition that saves under `name` in every browser and cannot break the header (RFC 6266): a plain name
 * for old ones, the full one encoded.
 */
export function attachmentHeader(name: string): string {
  const safe = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "")
    .replace(/[/\\:*?"<>|]/g, "-")
    .replace(/^[.\s]+/, "")
    .slice(-150);
  const plain = safe.replace(/[^\x20-\x7e]/g, "_").replace(/[%;]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
