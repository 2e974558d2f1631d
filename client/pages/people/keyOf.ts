/** The secret of an `otpauth:` address in groups of four, as one types it. */
export function keyOf(uri: string): string {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
