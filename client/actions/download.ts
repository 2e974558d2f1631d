/** Hands a value to the browser's downloads as `<name>.json`. */
export function downloadJson(value: unknown, name: string): void {
  download(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }), name, "json");
}

/** Hands a file to the browser's downloads as `<name>.<ending>`. */
export function download(file: Blob, name: string, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${fileName(name)}.${ending}`;
  link.click();
  // The click has read the address when the next task runs.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** A title as a file name that every system takes. */
export function fileName(title: string): string {
  const safe = title
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}<>:"/\\|?*]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .slice(0, 80);
  return safe || "journey";
}
