/** Why a socket was closed. 4400–4499 are final for y-websocket; after any other code the client comes back. */
export const closeCodes = {
  restarting: 1012,
  comeBack: 1013,
  malformed: 4400,
  signedOut: 4401,
  forbidden: 4403,
  noSuchMap: 4404,
  otherGeneration: 4409,
  clientTooOld: 4426,
  tooMany: 4529,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Whether coming back with the same request is pointless. */
export function isFinalClose(code: number): boolean {
  return code >= 4400 && code < 4500;
}

/** Longest wait before coming back; each wait is a random part of it, so that a thousand clients do not return at once. */
export const comeBackWithinMs = 15_000;
