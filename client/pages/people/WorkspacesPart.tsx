import type { WorkspaceItem } from "../../../shared/api/people.ts";
import { Link } from "../../ui/Link.tsx";
import classes from "./List.module.css";
import { Part } from "./Part.tsx";
import { roleMeanings, roleNames } from "./roles.ts";

/** The workspaces one is in, and what one may do there. */
export function WorkspacesPart({ workspaces }: { workspaces: readonly WorkspaceItem[] }) {
  return (
    <Part title="Your workspaces" text="A workspace holds maps and the people who work on them.">
      {workspaces.length === 0 ? (
        <p className={classes.nothing}>You are in none. Maps that are shared with you are on the first page.</p>
      ) : (
        <ul className={classes.list} aria-label="Your workspaces">
          {workspaces.map(({ id, name, role }) => (
            <li key={id} className={classes.item}>
              <div className={classes.words}>
                <div className={classes.name}>
                  <Link to={`/workspaces/${encodeURIComponent(id)}`}>{name}</Link>
                </div>
                <div className={classes.meta}>
                  {roleNames[role]}: {roleMeanings[role]}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
