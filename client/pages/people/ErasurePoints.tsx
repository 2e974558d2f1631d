import classes from "./Form.module.css";

/** What erasing an account takes away, and what it cannot. */
export function ErasurePoints({ whose }: { whose: "your" | "this person’s" }) {
  return (
    <>
      <p className={classes.text}>This cannot be undone.</p>
      <ul className={classes.points}>
        <li>
          <strong>Goes:</strong> {whose} name and e-mail address, the ways to sign in, sessions, API tokens, roles on
          workspaces and maps.
        </li>
        <li>
          <strong>Stays, without the name:</strong> what was written and drawn in maps, runs of plans B and rehearsals,
          and the log of who did what: it then says “somebody who left”.
        </li>
        <li>
          <strong>Stays as it is:</strong> a name that somebody typed into a map as its content. Change it there first.
        </li>
      </ul>
    </>
  );
}
