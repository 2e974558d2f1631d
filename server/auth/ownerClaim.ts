import { hashToken, isTokenOf, newToken } from "./token.ts";

/** Checks the secret of the one-time link that makes its visitor the owner; holds only the secret's hash. */
export interface OwnerClaim {
  isRight(token: string): boolean;
}

/** A claim that is good for this start of the process, and its secret, to be shown once. */
export function newOwnerClaim(): { claim: OwnerClaim; token: string } {
  const token = newToken();
  const hash = hashToken(token);
  return { token, claim: { isRight: (candidate) => isTokenOf(candidate, hash) } };
}
