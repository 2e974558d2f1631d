/** The sync protocol this code speaks; a browser sends it as `v` and is asked to reload (4426) when it is older. */
export const protocolVersion = 1;

/** Address of a map's socket below the studio's origin, with what the browser knows of the map it holds. */
export function syncPath(mapId: string): string {
  return `/sync/${encodeURIComponent(mapId)}`;
}

/** Reads the map id of a socket's path, or `undefined` when it is no sync address. */
export function mapIdOfPath(path: string): string | undefined {
  const match = /^\/sync\/([^/?#]{1,600})$/.exec(path);
  if (!match?.[1]) return undefined;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return undefined;
  }
}
