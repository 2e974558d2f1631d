const words = new Map([
  ["sso_cancelled", "You did not finish signing in with your organisation. Try again when you are ready."],
  [
    "sso_failed",
    "Signing in with your organisation did not work. Try again; if it goes on, tell who looks after this studio.",
  ],
  [
    "sso_unverified",
    "Your organisation has not confirmed your e-mail address, so it cannot be trusted here. Ask your administrator.",
  ],
  ["sso_closed", "There is no account here for your address, and this studio takes nobody new without an invitation."],
  ["disabled", "Your account is disabled. Ask who looks after this studio."],
]);

/** Why a way through another page did not lead in. An unknown code gets general words: the address is anybody's to write. */
export function ssoErrorWords(code: string | null): string | undefined {
  if (code === null) return undefined;
  return words.get(code) ?? "Signing in did not work. Try again.";
}
