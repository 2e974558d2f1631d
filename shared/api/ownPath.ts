/**
 * Whether an address that somebody was given is a page of this studio, path and query as a browser writes them: it must
 * not be able to lead to another site. `//elsewhere`, `/\elsewhere` and hidden characters would. None of ours is longer.
 */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[!-~]{0,1000}$/.test(path);
}
