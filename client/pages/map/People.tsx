import { useLocalStore } from "../../state/local.ts";
import { useMap } from "../../state/useMap.ts";
import { type Person, usePeople } from "../../state/usePeople.ts";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem } from "../../ui/MenuItem.tsx";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import classes from "./People.module.css";

const shown = 4;

/** Who else is here; a click goes to what that person looks at. */
export function People() {
  const people = usePeople();
  const goTo = useGoTo();
  if (people.length === 0) return null;
  const rest = people.length - shown;
  return (
    <ul className={classes.people} aria-label="Also here">
      {people.slice(0, shown).map((person) => (
        <li key={person.id} className={classes.person}>
          <button
            type="button"
            className={classes.button}
            aria-label={`${person.name}: go to where they are`}
            title={`Go to where ${person.name} is`}
            onClick={() => goTo(person)}
          >
            <PersonAvatar name={person.name} color={person.color} />
          </button>
        </li>
      ))}
      {people.length > 1 && (
        <li className={classes.more} data-narrow-only={rest <= 0 || undefined}>
          <Menu
            align="end"
            label="Also here"
            trigger={(trigger) => (
              <button
                type="button"
                {...trigger}
                className={classes.count}
                aria-label={`${people.length} people are here too`}
              >
                <span className={classes.wide}>+{rest}</span>
                <span className={classes.narrow}>{people.length}</span>
              </button>
            )}
          >
            {() =>
              people.map((person) => (
                <MenuItem
                  key={person.id}
                  icon={<PersonAvatar name={person.name} color={person.color} size={20} />}
                  onSelect={() => goTo(person)}
                >
                  {person.name}
                </MenuItem>
              ))
            }
          </Menu>
        </li>
      )}
    </ul>
  );
}

/** Brings what a person looks at into view, from the tab of theirs that says it. */
function useGoTo(): (person: Person) => void {
  const { presence } = useMap();
  const local = useLocalStore();
  return ({ id }) => {
    const view = presence.read().find((peer) => peer.user.id === id && peer.view)?.view;
    if (view) local.getState().canvas?.showFrame(view);
  };
}
