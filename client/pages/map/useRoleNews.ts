import { useEffect, useRef } from "react";
import type { Role } from "../../../shared/api/people.ts";

/** Says so when what one may do on an open map changed, and nothing at its opening. */
export function useRoleNews(map: string, role: Role | undefined): void {
  const before = useRef({ map, role });
  useEffect(() => {
    const was = before.current;
    before.current = { map, role: role ?? was.role };
    if (role === undefined || was.map !== map || was.role === undefined || was.role === role) return;
    // It is said late rather than not at all: the map itself shows at once what one may do.
    import("./roleNews.ts").then(({ sayRole }) => sayRole(role)).catch(() => undefined);
  }, [map, role]);
}
