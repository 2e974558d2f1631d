import { isOwnPath } from "../../../shared/api/ownPath.ts";

/** Only ever a page of this studio: an address from elsewhere must not be able to lead out of it. */
export function safePath(next: string | null): string {
  return next !== null && isOwnPath(next) ? next : "/";
}
