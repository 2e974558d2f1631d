/** What a browser says of where a request comes from. */
export interface Provenance {
  origin: string | undefined;
  /** `Sec-Fetch-Site`. */
  fetchSite: string | undefined;
  host: string | undefined;
}

/**
 * Whether a page of that origin is one of the studio's own: its public address, or the host that was asked. Under the
 * public host only the public scheme counts, since a page sent over plain http may be anybody's.
 */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  const { host: from } = new URL(origin);
  return from === host && (publicUrl === undefined || from !== new URL(publicUrl).host);
}

/**
 * Whether a request that changes something may have been caused by another site's page. Every browser sends Origin with
 * such a request, and newer ones Sec-Fetch-Site; what sends neither is no browser and holds no one's cookies.
 */
export function isCrossSite({ origin, fetchSite, host }: Provenance, publicUrl: string | undefined): boolean {
  if (origin !== undefined) return !isOwnOrigin(origin, host, publicUrl);
  return fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none";
}
